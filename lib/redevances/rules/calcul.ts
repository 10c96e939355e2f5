import { daysInYear } from "@/lib/platform/dates.ts"
import { formatAmount, formatDecimal, formatRate } from "@/lib/platform/format.ts"
import { type Cents, type Decimal, exactProduct, productOf, roundHalfUp, sum } from "@/lib/platform/money.ts"
import {
  type Arrondi,
  type Assiette,
  type Calcul,
  DOMAINE_LABELS,
  type Domaine,
  type LigneCalculee,
  NATURE_LABELS,
  type NatureTaxee,
  type Taux,
} from "../types.ts"

type ToCompute = { annee: number; assiettes: readonly Assiette[]; taux: Taux; arrondi: Arrondi }

/** What one operator owes for one year: each line to the cent, half up (arrêté du 22 mars 1972), the total is their sum. */
export function computeRedevance({ annee, assiettes, taux, arrondi }: ToCompute): Calcul {
  const lignes = assiettes.map((assiette) => computeLigne(annee, assiette, taux))
  return { annee, lignes, total: roundTotal(sum(lignes.map(({ montant }) => montant)), arrondi) }
}

/** The same in words, one operation a line. Apart: words cost a hundred times the calculation. */
export function explainRedevance({ annee, lignes, total }: Calcul): string[] {
  const exact = sum(lignes.map(({ montant }) => montant))
  return [...lignes.map((ligne) => explainLigne(annee, ligne)), ...totalSteps(lignes, exact, total)]
}

/** CG3P L.2322-4: a fee of public domain to the nearest euro, half up; the setting of those who apply it. */
export const roundTotal = (total: Cents, arrondi: Arrondi): Cents =>
  arrondi === "euro" ? roundHalfUp(total, 100n) * 100n : total

export const rateOf = (taux: Taux, nature: NatureTaxee, domaine: Domaine): Decimal => {
  if (domaine === "non_routier") return nature === "emprise" ? taux.nonRoutierM2 : taux.nonRoutierKm
  return { souterrain: taux.souterrainKm, aerien: taux.aerienKm, emprise: taux.empriseM2 }[nature]
}

const isPartial = (annee: number, jours: number | undefined): jours is number =>
  jours !== undefined && jours < daysInYear(annee)

function computeLigne(annee: number, assiette: Assiette, taux: Taux): LigneCalculee {
  const { nature, domaine, quantite, jours } = assiette
  const rate = rateOf(taux, nature, domaine)
  const montant = isPartial(annee, jours)
    ? productOf(quantite, rate, BigInt(Math.max(jours, 0)), BigInt(daysInYear(annee)))
    : productOf(quantite, rate)
  return { ...assiette, taux: rate, unite: nature === "emprise" ? "m²" : "km", montant }
}

function explainLigne(
  annee: number,
  { nature, domaine, quantite, jours, taux, unite, montant }: LigneCalculee,
): string {
  const product = exactProduct(quantite, taux)
  const partial = isPartial(annee, jours)
  const days = partial ? ` × ${Math.max(jours, 0)} / ${daysInYear(annee)} jours` : ""
  const exact = !partial && /\.\d{3,}$/.test(product) ? `${formatDecimal(product)} €, arrondi à ` : ""
  return `${NATURE_LABELS[nature]}, ${DOMAINE_LABELS[domaine]} : ${formatDecimal(quantite)} ${unite} × ${formatRate(taux)}${days} = ${exact}${formatAmount(montant)}`
}

function totalSteps(lignes: readonly LigneCalculee[], exact: Cents, total: Cents): string[] {
  const terms = lignes.map(({ montant }) => formatAmount(montant)).join(" + ")
  const first = lignes.length > 1 ? `Total : ${terms} = ${formatAmount(exact)}` : `Total : ${formatAmount(exact)}`
  return total === exact ? [first] : [first, `Arrondi à l'euro le plus proche : ${formatAmount(total)}`]
}
