import { type Cents, percentOf, priceOf, prorate } from "@/lib/platform/money.ts"
import type { Cout, Montants, Prix } from "../types.ts"

// Light on purpose: the form's page sends it to the browser.
const MONTHS = 12n

/** Each period is rounded once, from the exact price: a month is not a rounded twelfth of a year, nor the year twelve rounded months. */
export function computeCout(quantite: number, prix: Prix): Cout {
  const units = BigInt(quantite)
  if (prix.periodicite === "unique")
    return { parMois: null, parAn: null, unique: withVat(priceOf(units, prix.prixUnitaire), prix) }
  const [parMois, parAn] =
    prix.periodicite === "mois"
      ? [priceOf(units, prix.prixUnitaire), priceOf(units * MONTHS, prix.prixUnitaire)]
      : [prorate(priceOf(units, prix.prixUnitaire), 1n, MONTHS), priceOf(units, prix.prixUnitaire)]
  return { parMois: withVat(parMois, prix), parAn: withVat(parAn, prix), unique: null }
}

export function withVat(ht: Cents, { categorieTva, tauxTva }: Prix): Montants {
  const tva = categorieTva === "S" ? percentOf(ht, tauxTva) : 0n
  return { ht, tva, ttc: ht + tva }
}
