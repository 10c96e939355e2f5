import { type Cents, prorate, sum } from "@/lib/platform/money.ts"

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
  /** Lines of services, corrections taken off, before tax. */
  facture: Cents
}

export type PosteSolde = Poste & {
  depense: Cents
  partMembres: Cents
  partSyndicat: Cents
  /** What of the cotisations this bucket takes, by its part of what members bear. */
  cotisation: Cents
  resteBudget: Cents | null
  /** Billed and contributed, less what members have to bear. */
  solde: Cents
}

export type Analytique = { postes: PosteSolde[]; total: Omit<PosteSolde, "pilierId" | "nom"> }

/** Half of what is mutualised is the members', the other half the operator's own use (strategy 2026-2029, § C.3); the odd cent is its. */
export const partDesMembres = (mutualise: Cents): Cents => mutualise / 2n

/** Cotisations go to the buckets by what members bear of each; shares sum to them, to the cent. */
export function computeAnalytique(postes: readonly Poste[], cotisations: Cents): Analytique {
  const members = postes.map(({ mutualise }) => partDesMembres(mutualise))
  const shares = splitByShare(cotisations, members)
  const rows = postes.map((poste, index): PosteSolde => {
    const partMembres = members[index] ?? 0n
    const cotisation = shares[index] ?? 0n
    return {
      ...poste,
      depense: poste.mutualise + poste.refacturable,
      partMembres,
      partSyndicat: poste.mutualise - partMembres,
      cotisation,
      resteBudget: poste.budget === null ? null : poste.budget - poste.cumul,
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
      partMembres: all(({ partMembres }) => partMembres),
      partSyndicat: all(({ partSyndicat }) => partSyndicat),
      facture: all(({ facture }) => facture),
      cotisation: all(({ cotisation }) => cotisation),
      solde: all(({ solde }) => solde),
    },
  }
}

/** By weight, the last weighted bucket taking what rounding left; all of it on the last bucket when nothing weighs. */
function splitByShare(amount: Cents, weights: readonly Cents[]): Cents[] {
  const whole = sum(weights)
  if (whole === 0n) return weights.map((_, index) => (index === weights.length - 1 ? amount : 0n))
  let before = 0n
  let given = 0n
  return weights.map((weight) => {
    before += weight
    const upTo = prorate(amount, before, whole)
    const share = upTo - given
    given = upTo
    return share
  })
}
