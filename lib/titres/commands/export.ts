import type { AgentContext } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { type CalendarDate, today } from "@/lib/platform/dates.ts"
import { type SheetColumn, type SheetFile, sheetFile } from "@/lib/platform/table-file.ts"
import { type DeskRow, listDesk } from "../queries/desk.ts"
import { type LigneDetail, listLignes, listReglements, type ReglementDetail } from "../queries/details.ts"
import { listSoldes, type SoldeRow } from "../queries/soldes.ts"
import { titreReference } from "../rules.ts"
import type { ExportInput } from "../schema.ts"
import { CANAL_LABELS, DEPART_LABELS, NATURE_LABELS, TITRE_LABELS, VOLET_LABELS } from "../types.ts"

/** More than the country has in many years: an export is never cut. */
const EVERYTHING = 1_000_000

const signed = ({ nature }: DeskRow, amount: bigint): bigint => (nature === "recette" ? amount : -amount)

const TITRES: readonly SheetColumn<DeskRow>[] = [
  { name: "Référence", kind: "text", of: titreReference },
  { name: "Nature", kind: "text", of: ({ nature }) => NATURE_LABELS[nature].titre },
  { name: "Débiteur", kind: "text", of: ({ nom }) => nom },
  { name: "SIREN", kind: "text", of: ({ siren }) => siren },
  { name: "Objet", kind: "text", of: ({ objet }) => objet },
  { name: "Volet", kind: "text", of: ({ volet }) => VOLET_LABELS[volet] },
  { name: "Bordereau", kind: "integer", of: ({ bordereau }) => bordereau },
  { name: "Émis le", kind: "day", of: ({ dateEmission }) => dateEmission },
  { name: "Échéance", kind: "day", of: ({ echeance }) => echeance },
  { name: "Hors taxes", kind: "amount", of: (row) => signed(row, row.montantHt) },
  { name: "TVA", kind: "amount", of: (row) => signed(row, row.montantTva) },
  { name: "Montant", kind: "amount", of: (row) => signed(row, row.montant) },
  { name: "Annulé ou réduit", kind: "amount", of: ({ corrige }) => corrige },
  { name: "Réglé", kind: "amount", of: ({ regle }) => regle },
  { name: "Reste dû", kind: "amount", of: ({ reste }) => reste },
  { name: "Suivi", kind: "text", of: ({ etat }) => TITRE_LABELS[etat].word },
  { name: "Canal", kind: "text", of: ({ canal }) => CANAL_LABELS[canal] },
  { name: "Envoi", kind: "text", of: ({ depart }) => DEPART_LABELS[depart] },
]

const LIGNES: readonly SheetColumn<LigneDetail>[] = [
  { name: "Titre", kind: "text", of: ({ reference }) => reference },
  { name: "Débiteur", kind: "text", of: ({ nom }) => nom },
  { name: "SIREN", kind: "text", of: ({ siren }) => siren },
  { name: "Rang", kind: "integer", of: ({ rang }) => rang },
  { name: "Libellé", kind: "text", of: ({ libelle }) => libelle },
  { name: "Bases de liquidation", kind: "text", of: ({ bases }) => bases },
  { name: "Bénéficiaire", kind: "text", of: ({ beneficiaire }) => beneficiaire },
  { name: "Pilier", kind: "text", of: ({ pilier }) => pilier },
  { name: "Service", kind: "text", of: ({ service }) => service },
  { name: "Code analytique", kind: "text", of: ({ codeAnalytique }) => codeAnalytique },
  { name: "Compte", kind: "text", of: ({ imputation }) => imputation },
  { name: "Acte", kind: "text", of: ({ acte }) => acte },
  { name: "Catégorie de TVA", kind: "text", of: ({ categorieTva }) => categorieTva },
  { name: "Taux de TVA", kind: "text", of: ({ tauxTva }) => tauxTva.replace(".", ",") },
  { name: "Hors taxes", kind: "amount", of: ({ montantHt }) => montantHt },
  { name: "TVA", kind: "amount", of: ({ montantTva }) => montantTva },
  { name: "Toutes taxes", kind: "amount", of: ({ montantHt, montantTva }) => montantHt + montantTva },
]

const REGLEMENTS: readonly SheetColumn<ReglementDetail>[] = [
  { name: "Titre", kind: "text", of: ({ reference }) => reference },
  { name: "Débiteur", kind: "text", of: ({ nom }) => nom },
  { name: "SIREN", kind: "text", of: ({ siren }) => siren },
  { name: "Reçu le", kind: "day", of: ({ recuLe }) => recuLe },
  { name: "Montant", kind: "amount", of: ({ montant }) => montant },
  { name: "Moyen", kind: "text", of: ({ moyen }) => moyen },
  { name: "Référence", kind: "text", of: ({ referencePaiement }) => referencePaiement },
  { name: "Note", kind: "text", of: ({ note }) => note },
]

const SOLDES: readonly SheetColumn<SoldeRow>[] = [
  { name: "Débiteur", kind: "text", of: ({ nom }) => nom },
  { name: "SIREN", kind: "text", of: ({ siren }) => siren },
  { name: "Titres", kind: "integer", of: ({ titres }) => titres },
  { name: "Facturé", kind: "amount", of: ({ facture }) => facture },
  { name: "Annulé", kind: "amount", of: ({ annule }) => annule },
  { name: "Réglé", kind: "amount", of: ({ regle }) => regle },
  { name: "Dû", kind: "amount", of: ({ du }) => du },
  { name: "Dont trop-perçu", kind: "amount", of: ({ credit }) => credit },
]

/** What the list keeps, as a file for a spreadsheet; that it left the portal is journaled, with its filter. */
export const exportTitres = (ctx: AgentContext, input: ExportInput): Promise<SheetFile> =>
  write(
    ctx,
    "titres.consult",
    async (tx) => {
      const day = today()
      const { quoi, format, ...filter } = input
      const file = await fileOf(tx, input, day)
      const apres = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
      await tx.journal("titres.exported", { objet: "titres", apres: { ...apres, quoi, format } })
      return file
    },
    { timeoutMs: 120_000 },
  )

async function fileOf(tx: Tx, { quoi, format, solde, ...filter }: ExportInput, day: CalendarDate): Promise<SheetFile> {
  const nom = `${quoi}${filter.exercice ? `-${filter.exercice}` : ""}-${day}`
  const whole = { limit: EVERYTHING, offset: 0 }
  if (quoi === "soldes") return sheetFile(format, nom, SOLDES, await listSoldes(tx, { ...filter, solde }, whole))
  const titres = await listDesk(tx, filter, { day, ...whole })
  if (quoi === "titres") return sheetFile(format, nom, TITRES, titres)
  const ids = titres.map(({ id }) => id)
  if (quoi === "lignes") return sheetFile(format, nom, LIGNES, await listLignes(tx, ids))
  return sheetFile(format, nom, REGLEMENTS, await listReglements(tx, ids))
}
