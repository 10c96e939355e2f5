import { type Cents, prorate, sum } from "@/lib/platform/money.ts"
import { computeAnnee } from "@/lib/souscriptions/rules/annee.ts"
import type { Depense, Situation } from "./types.ts"

/** What the year costs, VAT included: membership first, then each pillar that costs, dearest first. */
export function spendingOf(
  { cotisation, souscriptions }: Pick<Situation, "cotisation" | "souscriptions">,
  annee: number,
): Depense[] {
  const byPilier = new Map<string, Cents>()
  for (const { pilier, prix, quantite, enServiceLe, termineeLe } of souscriptions) {
    if (!prix || !enServiceLe) continue
    const { ttc } = computeAnnee({ quantite, prix, enServiceLe, termineeLe }, annee)
    if (ttc > 0n) byPilier.set(pilier, (byPilier.get(pilier) ?? 0n) + ttc)
  }
  const piliers = [...byPilier]
    .map(([label, montant]) => ({ label, montant }))
    .sort((a, b) => (a.montant === b.montant ? 0 : a.montant > b.montant ? -1 : 1))
  return cotisation === null || cotisation === 0n ? piliers : [{ label: "Adhésion", montant: cotisation }, ...piliers]
}

/** The same, service by service, dearest first: what one tap below the domains shows, and sums to the same. */
export function postesOf(
  { cotisation, souscriptions }: Pick<Situation, "cotisation" | "souscriptions">,
  annee: number,
): Depense[] {
  const byService = new Map<string, Cents>()
  for (const { service, prix, quantite, enServiceLe, termineeLe } of souscriptions) {
    if (!prix || !enServiceLe) continue
    const { ttc } = computeAnnee({ quantite, prix, enServiceLe, termineeLe }, annee)
    if (ttc > 0n) byService.set(service, (byService.get(service) ?? 0n) + ttc)
  }
  const services = [...byService]
    .map(([label, montant]) => ({ label, montant }))
    .sort((a, b) => (a.montant === b.montant ? 0 : a.montant > b.montant ? -1 : 1))
  return cotisation === null || cotisation === 0n ? services : [{ label: "Adhésion", montant: cotisation }, ...services]
}

export const totalOf = (depenses: readonly Depense[]): Cents => sum(depenses.map(({ montant }) => montant))

/** Cents for each inhabitant, half up; null for a body without population. */
export const perInhabitant = (montant: Cents, habitants: number | null): Cents | null =>
  habitants === null || habitants === 0 ? null : prorate(montant, 1n, BigInt(habitants))
