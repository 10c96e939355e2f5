import { type Cents, type Decimal, priceOf, roundHalfUp } from "@/lib/platform/money.ts"

export type Impact = {
  montantInitial: Cents
  montantAnnuel: Cents
  tarifProjete: Decimal | null
  quantiteAttendue: number
  dureeAnnees: number
}

export type Effet = { coutAnnuel: Cents; recetteAnnuelle: Cents; solde: Cents; tarifEquilibre: Cents | null }

/**
 * What a proposed service does to the operator's balance each year: its first cost spread over its years, rounded once, against the
 * projected price of what is expected. `tarifEquilibre`: the yearly price of one unit that would cost nobody else anything, rounded up.
 */
export function computeEffet({
  montantInitial,
  montantAnnuel,
  tarifProjete,
  quantiteAttendue,
  dureeAnnees,
}: Impact): Effet {
  const coutAnnuel = montantAnnuel + roundHalfUp(montantInitial, BigInt(dureeAnnees))
  const recetteAnnuelle = tarifProjete === null ? 0n : priceOf(quantiteAttendue, tarifProjete)
  const units = BigInt(quantiteAttendue)
  return {
    ...{ coutAnnuel, recetteAnnuelle, solde: recetteAnnuelle - coutAnnuel },
    tarifEquilibre: units === 0n ? null : (coutAnnuel + units - 1n) / units,
  }
}
