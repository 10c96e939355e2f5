import { addDays, type CalendarDate } from "../platform/dates.ts"
import { type Cents, type Decimal, percentOf, splitByWeight, sum } from "../platform/money.ts"
import type { Canal, Debiteur, TitreLigne, TitreVolet } from "./types.ts"

/** "2026-COT-118": exercice, series, number; what a payer quotes. */
export const titreReference = (titre: { exercice: number; serie: string; numero: number }): string =>
  `${titre.exercice}-${titre.serie}-${titre.numero}`

/** The échéance is a setting of the operator, in days (no general rule was found: domain of the comptable). */
export const computeEcheance = (dateEmission: CalendarDate, delaiPaiement: number): CalendarDate =>
  addDays(dateEmission, delaiPaiement)

/** Chosen once, at issue: PES and deposit both need a SIRET; without one the titre goes on paper, and is issued all the same. */
export const canalFor = (debiteur: Pick<Debiteur, "siret">, parDefaut: Canal): Canal =>
  debiteur.siret ? parDefaut : "papier"

type Amounts = Pick<TitreLigne, "montantHt" | "montantTva">

/** The sums of a document: those of its lines, each rounded once already. */
export function sumLignes(lignes: readonly Amounts[]): { ht: Cents; tva: Cents; ttc: Cents } {
  const [ht, tva] = [sum(lignes.map(({ montantHt }) => montantHt)), sum(lignes.map(({ montantTva }) => montantTva))]
  return { ht, tva, ttc: ht + tva }
}

const VOLETS = { O: "cotisation", E: "services_exoneres", S: "services_taxes" } as const satisfies Record<
  TitreLigne["categorieTva"],
  TitreVolet
>

/** Where a line goes by its category alone. */
export const voletOfCategorie = (categorie: TitreLigne["categorieTva"]): TitreVolet => VOLETS[categorie]

/** Throws when lines out of the scope of VAT meet others (EN 16931, BR-O-11); an exempt line among taxed ones follows them. */
export function voletOf(lignes: readonly Pick<TitreLigne, "categorieTva">[]): TitreVolet {
  const categories = new Set(lignes.map(({ categorieTva }) => categorieTva))
  if (categories.has("O") && categories.size > 1) throw new RangeError("O and VAT lines never share a titre")
  return categories.has("S") ? "services_taxes" : categories.has("E") ? "services_exoneres" : "cotisation"
}

type Taxable = Pick<TitreLigne, "montantHt" | "categorieTva" | "tauxTva">

/**
 * VAT is found once for each rate, on the sum of its lines (EN 16931, BR-CO-17), and shared over them by largest remainder:
 * lines, document and XML then say the same cent.
 */
export function withVat<Ligne extends Taxable>(lignes: readonly Ligne[]): (Ligne & { montantTva: Cents })[] {
  const shares = new Map<Ligne, Cents>()
  const taxed = lignes.filter(({ categorieTva, montantHt }) => categorieTva === "S" && montantHt !== 0n)
  for (const group of Map.groupBy(taxed, ({ tauxTva }) => rateKey(tauxTva)).values()) {
    const [first] = group
    if (!first) continue
    const amounts = group.map(({ montantHt }) => montantHt)
    const split = splitByWeight(percentOf(sum(amounts), first.tauxTva), amounts)
    for (const [index, ligne] of group.entries()) shares.set(ligne, split[index] ?? 0n)
  }
  return lignes.map((ligne) => ({ ...ligne, montantTva: shares.get(ligne) ?? 0n }))
}

/** "20.00" and "20" are one rate. */
const rateKey = (taux: Decimal): number => Number(taux)

/** What stands under the name of a line, wherever it is shown: how it was found, for whom, by which act. */
export const explainLigne = ({ bases, beneficiaire, acte }: Pick<TitreLigne, "bases" | "beneficiaire" | "acte">) =>
  [bases, beneficiaire && `Pour ${beneficiaire}`, acte].filter((part): part is string => Boolean(part))

/** The shared costs that lines ask for: their suppliers' bills are filed under them. */
export const partagesOf = (lignes: readonly { origine: string | null }[]): string[] => [
  ...new Set(
    lignes.flatMap(({ origine }) => (origine?.startsWith("partage/") ? [origine.slice("partage/".length)] : [])),
  ),
]

/** What a payer types on www.payfip.gouv.fr: 6 to 30 letters and digits, "2026COT000118". */
export const payfipReference = (titre: { exercice: number; serie: string; numero: number }): string =>
  `${titre.exercice}${titre.serie.replace(/[^A-Za-z0-9]/g, "")}${String(titre.numero).padStart(6, "0")}`.slice(0, 30)

/** PayFiP takes from 1 € to 100 000 €; a larger sum is paid by transfer. */
export const canPayfip = (montant: bigint): boolean => montant >= 100n && montant <= 10_000_000n

type PayfipDebt = { exercice: number; serie: string; numero: number; objet: string; montant: bigint }
type PayfipPayer = { numcli: string; courriel: string; retour: string; demonstration: boolean }

/** The form of the DGFiP with its fields filled: a demonstration only reaches its test mode, in its test exercice. */
export function payfipLink(debt: PayfipDebt, { numcli, courriel, retour, demonstration }: PayfipPayer): string {
  const url = new URL("https://www.payfip.gouv.fr/tpa/paiement.web")
  const fields = {
    numcli,
    exer: demonstration ? "9999" : String(debt.exercice),
    refdet: payfipReference(debt),
    // Letters, digits and spaces: what the form takes without question.
    objet: debt.objet
      .normalize("NFD")
      .replace(/\p{Diacritic}/gu, "")
      .replace(/œ/g, "oe")
      .replace(/[^A-Za-z0-9]+/g, " ")
      .trim()
      .slice(0, 100),
    montant: String(debt.montant),
    mel: courriel,
    urlcl: retour,
    saisie: demonstration ? "T" : "M",
  }
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value)
  return url.href
}
