import { formatAmount, formatDecimal, formatInteger } from "@/lib/platform/format.ts"
import { type Cents, type Decimal, decimal, percentOf, splitByWeight, sum, sumDecimals } from "@/lib/platform/money.ts"
import type { Cle, Cout, Part, Participant } from "./types.ts"

/** A quote-part of personnel and general charges comes on top of the cost, rounded once. */
export const withQuotePart = (cout: Cents, quotePart: Decimal): Cents => cout + percentOf(cout, quotePart)

/**
 * Shares that sum to the cost, to the cent: floors, then the cents left to the largest remainders, ties in the order of the
 * identifiers, whatever order the participants come in. Null when nobody has any weight.
 */
export function repartir(montant: Cents, participants: readonly Participant[]): Part[] | null {
  const ordered = [...participants].sort((a, b) => (a.collectiviteId < b.collectiviteId ? -1 : 1))
  const weights = ordered.map(({ poids }) => weightOf(poids))
  const whole = sum(weights)
  if (whole === 0n) return null
  const shares = splitByWeight(montant, weights)
  return ordered.map((participant, index) => {
    const share = shares[index] ?? 0n
    return { ...participant, montant: share, centime: share > (montant * (weights[index] ?? 0n)) / whole }
  })
}

const SCALE = 1_000_000
/** Six decimals at most, as the table keeps them. */
const weightOf = (poids: Decimal): bigint => BigInt(Math.round(Number(poids) * SCALE))

export const totalPoids = (participants: readonly Pick<Participant, "poids">[]): Decimal =>
  sumDecimals(participants.map(({ poids }) => ({ value: poids })))

/** One beneficiary at the whole of the cost. */
const isEuro = (cle: Cle, participants: readonly unknown[]): boolean =>
  cle === "pourcentage" && participants.length === 1

/** How a share was found, in words that its payer can do again with a calculator. */
export function explainPart(part: Part, participants: readonly Participant[], cout: Cout): string {
  const total = totalPoids(participants)
  const end = ` = ${formatAmount(part.montant)}${part.centime ? " (un centime d’arrondi compris)" : ""}`
  if (isEuro(cout.cle, participants))
    return `${coutWords(cout)}, remboursé à l’euro${cout.montant === part.montant ? "" : end}`
  return `${coutWords(cout)} × ${poidsWords(part.poids, total, cout, participants.length)}${end}`
}

function coutWords({ cout, quotePart, montant, categorieTva }: Cout): string {
  const words = `Coût ${categorieTva === "S" ? "hors taxes" : "toutes taxes"} de ${formatAmount(cout)}`
  return montant === cout
    ? words
    : `${words} + quote-part de ${formatDecimal(quotePart)} % de charges = ${formatAmount(montant)}`
}

function poidsWords(poids: Decimal, total: Decimal, { cle, population }: Cout, count: number): string {
  if (cle === "egale") return `1 part sur ${count}`
  if (cle === "pourcentage") return `${formatDecimal(poids)} %`
  const words = `${formatInteger(Math.round(Number(poids)))} sur ${formatInteger(Math.round(Number(total)))}`
  if (cle === "quantite") return `${formatDecimal(poids)} sur ${formatDecimal(total)} unités`
  return `${words} habitants${population ? ` (population ${population.genre}, millésime ${population.millesime})` : ""}`
}

/** What is reimbursed: with VAT the operator gets its own tax back, without it the tax is part of the cost. */
export const coutOf = (depense: { montantHt: Cents; montantTva: Cents }, categorieTva: Cout["categorieTva"]): Cents =>
  categorieTva === "S" ? depense.montantHt : depense.montantHt + depense.montantTva

export type Bucket = { pilierId: string | null; cout: Cents; membres: Cents; operateur: Cents }

/** Each pillar's cost, and general costs, in two: what members bear together and what the operator bears for its own use. */
export function splitMutualises(
  couts: readonly { pilierId: string | null; montant: Cents }[],
  partMembres: Decimal,
): Bucket[] {
  return couts.map(({ pilierId, montant }) => {
    const membres = percentOf(montant, partMembres)
    return { pilierId, cout: montant, membres, operateur: montant - membres }
  })
}

/** What one cotisation pays for: its cents over the buckets, in proportion to what members bear of each. */
export function spreadCotisation(cotisation: Cents, buckets: readonly Bucket[]): Cents[] {
  const weights = buckets.map(({ membres }) => membres)
  return sum(weights) > 0n ? splitByWeight(cotisation, weights) : weights.map(() => 0n)
}

export const ONE = decimal("1")
