import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { computeAnalytique, type Poste, partDesMembres } from "@/lib/indicateurs/rules/analytique.ts"
import { sum } from "@/lib/platform/money.ts"

const poste = (nom: string, more: Partial<Poste> = {}): Poste => ({
  ...{ pilierId: nom, nom, budget: null, mutualise: 0n, refacturable: 0n, cumul: 0n, facture: 0n },
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
        }),
        poste("Charges générales", { mutualise: 20_000n }),
      ],
      30_000n,
    )
    expect(postes[0]).toMatchObject({
      ...{ partMembres: 30_000n, partSyndicat: 30_000n, cotisation: 22_500n, resteBudget: 23_320_000n },
      solde: 12_000n + 22_500n - 10_000n - 30_000n,
    })
    expect(postes[1]).toMatchObject({ cotisation: 7_500n, resteBudget: null })
    expect(total).toMatchObject({ depense: 90_000n, cotisation: 30_000n, partMembres: 40_000n })
  })

  it("gives the odd cent to the operator", () => {
    expect(partDesMembres(101n)).toBe(50n)
  })

  it("never loses a cent of the cotisations, whatever the pillars cost", () => {
    const cost = fc.bigInt({ min: 0n, max: 90_000_000n })
    fc.assert(
      fc.property(fc.array(cost, { minLength: 1, maxLength: 8 }), cost, (costs, cotisations) => {
        const { postes, total } = computeAnalytique(
          costs.map((mutualise, index) => poste(`p${index}`, { mutualise })),
          cotisations,
        )
        expect(total.cotisation).toBe(cotisations)
        expect(sum(postes.map(({ partMembres, partSyndicat }) => partMembres + partSyndicat))).toBe(sum(costs))
        expect(postes.every(({ cotisation }) => cotisation >= 0n)).toBe(true)
      }),
    )
  })
})
