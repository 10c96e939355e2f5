import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { bandeWords } from "@/lib/collectivites/rules/bandes.ts"
import {
  awaitsDecision,
  basesLiquidation,
  computeCotisation,
  computeLigne,
  decisionsFor,
  isEcartImportant,
  isToIssue,
} from "@/lib/cotisations/rules.ts"
import type { Cotisant } from "@/lib/cotisations/types.ts"
import { decimal, percentOf, priceOf, prorate } from "@/lib/platform/money.ts"

const perHead = (taux: string) => ({ mode: "taux_population", taux: decimal(taux) }) as const

describe("the cotisation of a whole year", () => {
  it.each([
    ["1 500 inhabitants", 1500, "0.10", 15_000n],
    ["Martagny, municipale 2023", 136, "0.10", 1360n],
    ["Bacqueville", 614, "0.10", 6140n],
    ["Routot, municipale 2023", 1648, "0.10", 16_480n],
    ["Pont-de-l'Arche", 4133, "0.10", 41_330n],
    ["Évreux, municipale 2023", 49_360, "0.10", 493_600n],
    ["Évreux, municipale 2022", 48_335, "0.10", 483_350n],
    ["Évreux, totale 2022", 49_614, "0.10", 496_140n],
    ["all communes of the Eure, municipale 2023", 602_714, "0.10", 6_027_140n],
    ["all communes of the Eure, totale 2022", 614_731, "0.10", 6_147_310n],
    ["an EPCI at the same rate", 54_314, "0.10", 543_140n],
    ["a rate that rounds down", 1, "0.1234", 12n],
    ["a rate that rounds up", 7, "0.1234", 86n],
    ["half a cent, up", 5, "0.001", 1n],
    ["nobody", 0, "0.10", 0n],
  ])("%s", (_name, habitants, taux, cents) => {
    expect(computeCotisation(perHead(taux), habitants)).toBe(cents)
  })

  it("is the flat amount, or nothing, whatever the population", () => {
    expect(computeCotisation({ mode: "forfait", montant: 50_000n }, null)).toBe(50_000n)
    expect(computeCotisation({ mode: "aucune" }, 1000)).toBe(0n)
  })

  it("stays within its bounds, and says which one it met", () => {
    const bounded = { ...perHead("0.10"), minimum: 5000n, maximum: 100_000n }
    expect([100, 1000, 20_000].map((habitants) => computeCotisation(bounded, habitants))).toEqual([
      5000n,
      10_000n,
      100_000n,
    ])
    const base = { genre: "totale", millesime: 2022 } as const
    const said = (habitants: number, montant: bigint) =>
      basesLiquidation(bounded, { ...base, habitants, montant }).replace(/[\u202f\u00a0]/g, " ")
    expect(said(100, 5000n)).toMatch(/× 0,10 € = 10,00 €, porté au minimum de 50,00 €$/)
    expect(said(20_000, 100_000n)).toMatch(/= 2 000,00 €, ramené au maximum de 1 000,00 €$/)
  })

  it("is that of the band of population, its limit included", () => {
    const bandes = [
      { jusqua: 500, montant: 5000n },
      { jusqua: 2000, montant: 15_000n },
      { jusqua: null, montant: 40_000n },
    ]
    const regle = { mode: "bandes", bandes } as const
    expect([0, 500, 501, 2000, 2001].map((habitants) => computeCotisation(regle, habitants))).toEqual([
      5000n,
      5000n,
      15_000n,
      15_000n,
      40_000n,
    ])
    expect(computeCotisation(regle, null)).toBeNull()
    expect(bandeWords(bandes, 700).replace(/\u202f/g, " ")).toBe("de 501 à 2 000 habitants")
  })

  it("is unknown without a population, never zero", () => {
    expect(computeCotisation(perHead("0.10"), null)).toBeNull()
  })

  it("is never more than half a cent away from the exact product", () => {
    const inhabitants = fc.integer({ min: 0, max: 3_000_000 })
    fc.assert(
      fc.property(inhabitants, fc.integer({ min: 0, max: 10_000_000 }), (habitants, millionths) => {
        const cents = computeCotisation(perHead((millionths / 1e6).toFixed(6)), habitants) ?? -1n
        const gap = cents * 10_000n - BigInt(habitants) * BigInt(millionths)
        expect(gap > -5000n && gap <= 5000n).toBe(true)
      }),
    )
  })
})

describe("a part of a year", () => {
  it.each([
    ["150,00 over 275 days of 365", 15_000n, 275n, 365n, 11_301n],
    ["150,00 over 9 months of 12", 15_000n, 9n, 12n, 11_250n],
    ["61,40 over 184 days", 6140n, 184n, 365n, 3095n],
    ["4 936,00 over 5 months", 493_600n, 5n, 12n, 205_667n],
  ])("%s", (_name, annual, part, whole, cents) => {
    expect(prorate(annual, part, whole)).toBe(cents)
  })
})

describe("one member of a campaign", () => {
  const routot: Cotisant = {
    type: "commune",
    siren: "212705107",
    habitants: 1648,
    adherentDepuis: "2024-01-01",
  }
  const line = (change: Partial<Cotisant>, exercice = 2026) =>
    computeLigne({ ...routot, ...change }, perHead("0.10"), exercice)

  it("owes its amount, and needs nobody's decision", () => {
    expect(line({})).toEqual({ montant: 16_480n, cas: [] })
  })

  it("owes from its first full year: joined on 15 April 2026, nothing for 2026, 164,80 € for 2027", () => {
    expect(line({ adherentDepuis: "2026-04-15" }).montant).toBe(0n)
    expect(line({ adherentDepuis: "2026-04-15" }, 2027).montant).toBe(16_480n)
    expect(line({ adherentDepuis: "2026-01-01" }).montant).toBe(16_480n)
  })

  it("without a population waits for a person, who can only exclude it", () => {
    const { montant, cas } = line({ habitants: null })
    expect(montant).toBeNull()
    expect(decisionsFor(cas)).toEqual(["exclure"])
    expect(awaitsDecision(cas, null)).toBe(true)
  })

  it("without a SIREN is issued all the same: the case waits for nobody", () => {
    const { montant, cas } = line({ siren: null })
    expect(cas).toEqual(["sans-siren"])
    expect(awaitsDecision(cas, null)).toBe(false)
    expect(isToIssue({ montant, decision: null })).toBe(true)
  })

  it("with a large difference from last year waits, up and down, and not at the threshold", () => {
    expect(isEcartImportant(11_000n, 10_000n)).toBe(false)
    expect(isEcartImportant(11_001n, 10_000n)).toBe(true)
    expect(isEcartImportant(8999n, 10_000n)).toBe(true)
    expect(isEcartImportant(10_000n, null)).toBe(false)
    expect(decisionsFor(["ecart-important"])).toEqual(["inclure", "exclure"])
  })

  it("shows how its amount was computed", () => {
    const base = { habitants: 1648, genre: "municipale", millesime: 2023, montant: 16_480n } as const
    expect(basesLiquidation(perHead("0.10"), base).replace(/[\u202f\u00a0]/g, " ")).toBe(
      "1 648 hab. (population municipale, millésime 2023) × 0,10 € = 164,80 €",
    )
  })
})

it.each([
  ["3 workstations × 12 months × 14 €", 36n, 50_400n, 10_080n, 60_480n],
  ["7 workstations", 84n, 117_600n, 23_520n, 141_120n],
  ["1 workstation", 12n, 16_800n, 3360n, 20_160n],
])("adds VAT to %s", (_name, units, ht, tva, ttc) => {
  expect(priceOf(units, decimal("14"))).toBe(ht)
  expect(percentOf(ht, decimal("20"))).toBe(tva)
  expect(ht + tva).toBe(ttc)
})
