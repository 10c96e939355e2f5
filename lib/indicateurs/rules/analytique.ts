import { type Cents, type Decimal, percentOf, splitByWeight, sum } from "@/lib/platform/money.ts"

/** What the accounts hold of one bucket: a pillar, or the general costs, which are no pillar's. */
export type Poste = {
  pilierId: string | null
  nom: string
  /** Over the whole period of the strategy; null where the source gives none. */
  budget: Cents | null
  /** Of the exercice: shared by all, or of services billed to who uses them. */
  mutualise: Cents
  refacturable: Cents
  /** From the first year of the period to the exercice. */
  cumul: Cents
  /** Over the same years, what is ordered and not billed yet. */
  resteEngage: Cents
  /** Lines of services, corrections taken off, before tax. */
  facture: Cents
}

export type PosteSolde = Poste & {
  depense: Cents
  /** What was spent and what is still to come of what was ordered. */
  engage: Cents
  partMembres: Cents
  partSyndicat: Cents
  /** What of the cotisations this bucket takes, by its part of what members bear. */
  cotisation: Cents
  /** Budget that nothing has committed. */
  resteBudget: Cents | null
  /** Billed and contributed, less what members have to bear. */
  solde: Cents
}

export type Analytique = { postes: PosteSolde[]; total: Omit<PosteSolde, "pilierId" | "nom"> }

/** An action of the budget, a part of one, or what a pillar spends outside of them. */
export type LigneBudget = {
  id: string | null
  pilierId: string | null
  pilier: string
  nom: string
  partie: boolean
  budget: Cents | null
  moyensInternes: boolean
  depense: Cents
  resteEngage: Cents
}

/** One pillar in one year. */
export type Annee = {
  exercice: number
  pilierId: string | null
  nom: string
  depense: Cents
  resteEngage: Cents
  facture: Cents
  cotisation: Cents
}

/** What members bear together of what is mutualised, a setting; the rest is the operator's own use (strategy 2026-2029, § C.3). */
export const partDesMembres = (mutualise: Cents, percent: Decimal): Cents => percentOf(mutualise, percent)

/** Cotisations go to the buckets by what members bear of each; shares sum to them, to the cent. */
export function computeAnalytique(postes: readonly Poste[], cotisations: Cents, percent: Decimal): Analytique {
  const members = postes.map(({ mutualise }) => partDesMembres(mutualise, percent))
  const shares = splitOver(cotisations, members)
  const rows = postes.map((poste, index): PosteSolde => {
    const partMembres = members[index] ?? 0n
    const cotisation = shares[index] ?? 0n
    const engage = poste.cumul + poste.resteEngage
    return {
      ...poste,
      engage,
      depense: poste.mutualise + poste.refacturable,
      partMembres,
      partSyndicat: poste.mutualise - partMembres,
      cotisation,
      resteBudget: poste.budget === null ? null : poste.budget - engage,
      solde: poste.facture + cotisation - poste.refacturable - partMembres,
    }
  })
  const all = (of: (row: PosteSolde) => Cents) => sum(rows.map(of))
  return {
    postes: rows,
    total: {
      budget: all(({ budget }) => budget ?? 0n),
      resteBudget: all(({ resteBudget }) => resteBudget ?? 0n),
      mutualise: all(({ mutualise }) => mutualise),
      refacturable: all(({ refacturable }) => refacturable),
      depense: all(({ depense }) => depense),
      cumul: all(({ cumul }) => cumul),
      resteEngage: all(({ resteEngage }) => resteEngage),
      engage: all(({ engage }) => engage),
      partMembres: all(({ partMembres }) => partMembres),
      partSyndicat: all(({ partSyndicat }) => partSyndicat),
      facture: all(({ facture }) => facture),
      cotisation: all(({ cotisation }) => cotisation),
      solde: all(({ solde }) => solde),
    },
  }
}

/** As one cotisation is spread (lib/partages); all of it on the last bucket, the general costs, when nothing weighs. */
function splitOver(amount: Cents, weights: readonly Cents[]): Cents[] {
  if (sum(weights) > 0n) return splitByWeight(amount, weights)
  return weights.map((_, index) => (index === weights.length - 1 ? amount : 0n))
}

/** What one service cost and what pays for it. */
export type CoutService = {
  depense: Cents
  mutualise: Cents
  facture: Cents
}

/** Of a service: what the cotisations bear of it, and what is left to the operator, its own use and what nobody was billed for. */
export function balanceService({ depense, mutualise, facture }: CoutService, percent: Decimal) {
  const partMembres = partDesMembres(mutualise, percent)
  return { partMembres, partSyndicat: mutualise - partMembres, reste: depense - partMembres - facture }
}
