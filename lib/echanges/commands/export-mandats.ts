import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { today } from "@/lib/platform/dates.ts"
import { type SheetColumn, type SheetFile, sheetFile } from "@/lib/platform/table-file.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { listMandats, type MandatRow } from "../queries/mandats.ts"
import type { MandatsExport } from "../schema.ts"
import { MANDAT_LABELS } from "../types.ts"

/** More than any operator corrects in many years: an export is never cut. */
const EVERYTHING = 1_000_000

/** What whoever types the mandat in the accounting software, or imports it there, has to know: one row each. */
const COLUMNS: readonly SheetColumn<MandatRow>[] = [
  { name: "Mandat", kind: "text", of: titreReference },
  { name: "Exercice", kind: "integer", of: ({ exercice }) => exercice },
  { name: "Budget", kind: "text", of: ({ budget }) => budget },
  { name: "Bordereau", kind: "integer", of: ({ bordereau }) => bordereau },
  { name: "Émis le", kind: "day", of: ({ dateEmission }) => dateEmission },
  { name: "Compte", kind: "text", of: ({ imputation }) => imputation },
  { name: "Créancier", kind: "text", of: ({ nom }) => nom },
  { name: "SIREN", kind: "text", of: ({ siren }) => siren },
  { name: "SIRET", kind: "text", of: ({ siret }) => siret },
  { name: "Objet", kind: "text", of: ({ objet }) => objet },
  { name: "Erreur commise", kind: "text", of: ({ motif }) => motif },
  { name: "Hors taxes", kind: "amount", of: ({ montantHt }) => montantHt },
  { name: "TVA", kind: "amount", of: ({ montantTva }) => montantTva },
  { name: "Montant", kind: "amount", of: ({ montant }) => montant },
  { name: "Titre corrigé", kind: "text", of: ({ origineReference }) => origineReference },
  { name: "Bordereau du titre", kind: "integer", of: ({ origineBordereau }) => origineBordereau },
  { name: "Titre émis le", kind: "day", of: ({ origineDate }) => origineDate },
  { name: "Compte du titre", kind: "text", of: ({ origineImputation }) => origineImputation },
  { name: "Montant du titre", kind: "amount", of: ({ origineMontant }) => origineMontant },
  { name: "Trop-perçu du titre", kind: "amount", of: ({ tropPercu }) => tropPercu },
  { name: "État", kind: "text", of: ({ etat }) => MANDAT_LABELS[etat].word },
  { name: "Mandat passé sous le numéro", kind: "text", of: ({ numeroPasse }) => numeroPasse },
  { name: "Bordereau passé", kind: "text", of: ({ bordereauPasse }) => bordereauPasse },
  { name: "Depuis le", kind: "day", of: ({ le }) => le },
  { name: "Raison du rejet", kind: "text", of: ({ raison }) => raison },
]

/** What the list keeps, as a file; that it left the portal is journaled, with its filter. */
export const exportMandats = (ctx: AgentContext, { format, ...filter }: MandatsExport): Promise<SheetFile> =>
  write(ctx, "titres.consult", async (tx) => {
    const { exercice, bordereau, etat } = filter
    const rows = await listMandats(tx, filter, { limit: EVERYTHING, offset: 0 })
    await tx.journal("passages.exported", {
      objet: "titres",
      apres: {
        format,
        mandats: rows.length,
        exercice: exercice ?? null,
        bordereau: bordereau ?? null,
        etat: etat ?? null,
      },
    })
    return sheetFile(format, `mandats${exercice ? `-${exercice}` : ""}-${today()}`, COLUMNS, rows)
  })
