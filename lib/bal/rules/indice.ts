import type { Comptes } from "../types.ts"

/** Points that each default takes away when every address has it; they add up to 100. */
export const POIDS_INDICE = { bloquees: 50, deplacees: 25, nonCertifiees: 20, sansParcelle: 5 } as const

export const FORMULE_INDICE =
  "Indice = 100 − 50 × (adresses bloquées ÷ adresses) − 25 × (adresses mal placées ÷ adresses) − 20 × (adresses non certifiées ÷ adresses) − 5 × (adresses sans parcelle ÷ adresses)"

/** From 0 to 100, one decimal, half up; null when the file holds no address to judge. */
export function indiceQualite({ adresses, bloquees, deplacees, certifiees, parcelles }: Comptes): number | null {
  if (adresses === 0) return null
  // In tenths and whole numbers until the last division, so that no rounding hides in the sum.
  const perdus =
    POIDS_INDICE.bloquees * bloquees +
    POIDS_INDICE.deplacees * deplacees +
    POIDS_INDICE.nonCertifiees * (adresses - certifiees) +
    POIDS_INDICE.sansParcelle * (adresses - parcelles)
  return Math.max(0, Math.round((1000 * adresses - 10 * perdus) / adresses)) / 10
}
