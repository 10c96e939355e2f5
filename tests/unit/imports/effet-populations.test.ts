import { describe, expect, it } from "vitest"
import { computeEffetPopulations, type LignePopulation } from "@/lib/imports/rules/effet-populations.ts"
import { decimal } from "@/lib/platform/money.ts"

const RATE = { mode: "taux_population", taux: decimal("0.10") } as const
const ligne = (change: Partial<LignePopulation>): LignePopulation => ({
  ...{ ligne: 2, apres: 1000, avant: 900, reference: 900, regle: RATE },
  ...change,
})

describe("the effect of a file of populations", () => {
  it("sums inhabitants of all, and cotisations of the members alone", () => {
    const effet = computeEffetPopulations([ligne({}), ligne({ ligne: 3, regle: null, apres: 50, avant: 60 })])
    expect(effet.habitants).toEqual({ avant: 960, apres: 1050, sansAvant: 0 })
    expect(effet.cotisations).toEqual({ membres: 1, avant: 9_000n, apres: 10_000n })
    expect([...effet.parLigne.keys()]).toEqual([2])
  })

  it("starts from what the cotisation counts, whatever the last millésime of the file says", () => {
    const effet = computeEffetPopulations([ligne({ avant: 950, reference: 900 })])
    expect(effet.cotisations).toMatchObject({ avant: 9_000n, apres: 10_000n })
    expect(effet.habitants.avant).toBe(950)
  })

  it("leaves a body without an earlier figure out of the change of inhabitants", () => {
    const effet = computeEffetPopulations([ligne({}), ligne({ ligne: 3, avant: null, reference: null, apres: 10 })])
    expect(effet.habitants).toEqual({ avant: 900, apres: 1000, sansAvant: 1 })
    expect(effet.parLigne.get(3)).toEqual({ ligne: 3, avant: 0n, apres: 100n })
  })

  it("keeps the bounds of the rule, and what does not depend on inhabitants", () => {
    const bounded = computeEffetPopulations([ligne({ regle: { ...RATE, maximum: 9_500n } })])
    expect(bounded.cotisations).toMatchObject({ avant: 9_000n, apres: 9_500n })
    const flat = computeEffetPopulations([ligne({ regle: { mode: "forfait", montant: 5_000n } })])
    expect(flat.cotisations).toEqual({ membres: 1, avant: 5_000n, apres: 5_000n })
  })

  it("says nothing of an empty file", () => {
    expect(computeEffetPopulations([])).toMatchObject({ lignes: 0, habitants: { avant: 0, apres: 0, sansAvant: 0 } })
  })
})
