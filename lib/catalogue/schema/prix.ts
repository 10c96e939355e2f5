import { decimalInput } from "@/lib/platform/number-input.ts"

export const PRIX_MISSING = "Indiquez le prix."

/** Euros before tax, of one unit. */
export const prixInput = decimalInput({
  missing: PRIX_MISSING,
  wrong: "Un prix est un nombre positif de quatre décimales au plus, par exemple 14,00.",
  digits: 4,
})

const TAUX_WRONG = "Un taux de TVA va de 0,01 à 99,99 %."

/** In percent; asked only of what bears VAT. */
export const tauxTvaInput = decimalInput({ missing: "Indiquez le taux de TVA.", wrong: TAUX_WRONG, digits: 2 }).refine(
  (taux) => Number(taux) > 0 && Number(taux) < 100,
  TAUX_WRONG,
)
