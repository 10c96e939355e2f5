import { type Cents, type Decimal, decimal, productOf, toEuros } from "@/lib/platform/money.ts"
import type { Bareme, Taux } from "../types.ts"

const published = (
  annee: number,
  [souterrainKm, aerienKm, empriseM2, nonRoutierKm, nonRoutierM2]: readonly [string, string, string, string, string],
  source: string,
): Bareme => ({
  annee,
  souterrainKm: decimal(souterrainKm),
  aerienKm: decimal(aerienKm),
  empriseM2: decimal(empriseM2),
  nonRoutierKm: decimal(nonRoutierKm),
  nonRoutierM2: decimal(nonRoutierM2),
  source,
})

/**
 * Ceilings of CPCE R.20-52 as they were published, never recomputed (2022 shows why: 923,89 where the coefficient gives
 * 923,88). A year that is not here is not known: 2007 to 2020, 2023 and 2025 await a source.
 */
export const BAREMES_PUBLIES: readonly Bareme[] = [
  published(2006, ["30.00", "40.00", "20.00", "1000.00", "650.00"], "Décret n° 2005-1676 du 27 décembre 2005"),
  published(2021, ["41.29", "55.05", "27.53", "1376.33", "894.61"], "Maires de France, plafonds 2021 (article 722)"),
  published(2022, ["42.64", "56.85", "28.43", "1421.36", "923.89"], "Maires de France, plafonds 2022 (article 1309)"),
  published(
    2024,
    ["48.27", "64.36", "32.18", "1609.00", "1045.85"],
    "Association des maires de l'Aube, plafonds 2024 (amf10.fr, article 180)",
  ),
  published(2026, ["49.11", "65.49", "32.74", "1637.14", "1064.14"], "Maires de France, plafonds 2026 (article 28814)"),
]

export const findBareme = <B extends { annee: number }>(baremes: readonly B[], annee: number): B | null =>
  baremes.find((bareme) => bareme.annee === annee) ?? null

export const missingBareme = (annee: number): string =>
  `barème non renseigné : aucun plafond publié n'est connu pour ${annee}, le montant n'est pas calculé`

/** Ceilings of 2006 (R.20-52), which each 1 January multiplies by the index of public works over its base (R.20-53). */
const BASE: Taux = {
  souterrainKm: decimal("30.00"),
  aerienKm: decimal("40.00"),
  empriseM2: decimal("20.00"),
  nonRoutierKm: decimal("1000.00"),
  nonRoutierM2: decimal("650.00"),
}

/** Implied by the largest published rate, in ten thousandths of a percent: 1637.14 → 1.63714. */
export function coefficientOf({ nonRoutierKm }: Pick<Taux, "nonRoutierKm">): Decimal {
  const [whole = "0", digits = ""] = nonRoutierKm.split(".")
  const units = `${whole}${digits.padEnd(2, "0").slice(0, 2)}`.padStart(6, "0")
  return decimal(`${units.slice(0, -5)}.${units.slice(-5)}`)
}

export type EcartDeTaux = { champ: keyof Taux; attendu: Cents; saisi: Cents }

/** Typed rates that are off by more than a cent from base × coefficient: a warning, as publications round in their own way. */
export function checkCoefficient(taux: Taux, coefficient: Decimal): EcartDeTaux[] {
  const one = decimal("1")
  return (Object.keys(BASE) as (keyof Taux)[]).flatMap((champ) => {
    const attendu = productOf(BASE[champ], coefficient)
    const saisi = productOf(taux[champ], one)
    const ecart = saisi > attendu ? saisi - attendu : attendu - saisi
    return ecart > 1n ? [{ champ, attendu, saisi }] : []
  })
}

/** The ceilings that a coefficient would give: shown beside what is typed, never stored. */
export const ceilingsFrom = (coefficient: Decimal): Taux => ({
  souterrainKm: toEuros(productOf(BASE.souterrainKm, coefficient)),
  aerienKm: toEuros(productOf(BASE.aerienKm, coefficient)),
  empriseM2: toEuros(productOf(BASE.empriseM2, coefficient)),
  nonRoutierKm: toEuros(productOf(BASE.nonRoutierKm, coefficient)),
  nonRoutierM2: toEuros(productOf(BASE.nonRoutierM2, coefficient)),
})
