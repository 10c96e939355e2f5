import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { balanceService, computeAnalytique, type Poste, partDesMembres } from "@/lib/indicateurs/rules/analytique.ts"
import { decimal, sum } from "@/lib/platform/money.ts"

const HALF = decimal("50")
const poste = (nom: string, more: Partial<Poste> = {}): Poste => ({
  ...{ pilierId: nom, nom, budget: null, mutualise: 0n, refacturable: 0n, cumul: 0n, resteEngage: 0n, facture: 0n },
  ...more,
})

describe("the analytical balance", () => {
  it("shares what is mutualised by halves, and the cotisations by what members bear of each pillar", () => {
    const { postes, total } = computeAnalytique(
      [
        poste("Confiance", {
          mutualise: 60_000n,
          refacturable: 10_000n,
          facture: 12_000n,
          budget: 23_390_000n,
          cumul: 70_000n,
          resteEngage: 5_000n,
        }),
        poste("Charges générales", { mutualise: 20_000n }),
      ],
      30_000n,
      HALF,
    )
    expect(postes[0]).toMatchObject({
      ...{
        partMembres: 30_000n,
        partSyndicat: 30_000n,
        cotisation: 22_500n,
        engage: 75_000n,
        resteBudget: 23_315_000n,
      },
      solde: 12_000n + 22_500n - 10_000n - 30_000n,
    })
    expect(postes[1]).toMatchObject({ cotisation: 7_500n, resteBudget: null })
    expect(total).toMatchObject({ depense: 90_000n, cotisation: 30_000n, partMembres: 40_000n })
  })

  it("is by the part that the operator set, the odd cent rounded half up as on the page of what is mutualised", () => {
    expect(partDesMembres(101n, HALF)).toBe(51n)
    expect(partDesMembres(100_000n, decimal("30"))).toBe(30_000n)
    const [row] = computeAnalytique([poste("Confiance", { mutualise: 100_000n })], 0n, decimal("30")).postes
    expect(row).toMatchObject({ partMembres: 30_000n, partSyndicat: 70_000n })
  })

  it("leaves to the operator, of a service, what neither the cotisations nor a titre pay", () => {
    expect(balanceService({ depense: 100_000n, mutualise: 100_000n, facture: 0n }, HALF)).toEqual({
      ...{ partMembres: 50_000n, partSyndicat: 50_000n, reste: 50_000n },
    })
    // Re-billed with its quote-part: nothing is left, and the quote-part pays general charges.
    expect(balanceService({ depense: 100_000n, mutualise: 0n, facture: 105_000n }, HALF).reste).toBe(-5_000n)
  })

  it("never loses a cent of the cotisations, whatever the pillars cost", () => {
    const cost = fc.bigInt({ min: 0n, max: 90_000_000n })
    const percents = fc.integer({ min: 0, max: 100 })
    fc.assert(
      fc.property(fc.array(cost, { minLength: 1, maxLength: 8 }), cost, percents, (costs, cotisations, percent) => {
        const { postes, total } = computeAnalytique(
          costs.map((mutualise, index) => poste(`p${index}`, { mutualise })),
          cotisations,
          decimal(String(percent)),
        )
        expect(total.cotisation).toBe(cotisations)
        expect(sum(postes.map(({ partMembres, partSyndicat }) => partMembres + partSyndicat))).toBe(sum(costs))
        expect(postes.every(({ cotisation }) => cotisation >= 0n)).toBe(true)
      }),
    )
  })
})
