import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type Contrat, computeLoyer, indexedPrice } from "@/lib/loyers/rules.ts"
import { addDays, calendarDate } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"

const day = calendarDate
const contrat = (over: Partial<Contrat> = {}): Contrat => ({
  ...{ metres: 1240, tarifMetre: decimal("0.85"), debut: day("2023-07-01"), fin: null, revisions: [] },
  ...over,
})

describe("the rent of ducts", () => {
  it.each([
    [2022, 0n],
    // 1240 × 0,85 × 184/365
    [2023, 53133n],
    [2024, 105400n],
  ])("in %i", (annee, expected) => {
    expect(computeLoyer(contrat(), annee).total).toBe(expected)
  })

  it("changes on the day of a revision, and stops with the contract", () => {
    const revised = contrat({ revisions: [{ effet: day("2024-07-01"), tarifMetre: decimal("1.00") }] })
    // 1240 × 0,85 × 182/366 + 1240 × 1,00 × 184/366
    expect(computeLoyer(revised, 2024).total).toBe(52412n + 62339n)
    expect(computeLoyer(revised, 2024).etapes).toHaveLength(2)
    expect(computeLoyer(contrat({ fin: day("2024-01-31") }), 2024).total).toBe(8927n)
    expect(computeLoyer(contrat({ fin: day("2024-01-31") }), 2025).total).toBe(0n)
  })

  it("of a revision at the same price is that of no revision, to a cent a part", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 364 }), fc.integer({ min: 1, max: 50_000 }), (after, metres) => {
        const effet = addDays(day("2025-01-01"), after)
        const same = contrat({ metres, revisions: [{ effet, tarifMetre: decimal("0.85") }] })
        const gap = computeLoyer(same, 2025).total - computeLoyer(contrat({ metres }), 2025).total
        expect(gap >= -1n && gap <= 1n).toBe(true)
      }),
    )
  })
})

describe("a price that follows an index", () => {
  it.each([
    ["0.85", "128.1", "132.4", "0.8785"],
    ["1", "125", "130", "1.0400"],
    ["1.05", "100", "100", "1.0500"],
    // Half a ten-thousandth goes up.
    ["0.0001", "2", "3", "0.0002"],
  ])("%s at %s becomes, at %s, %s", (tarif, base, valeur, expected) => {
    expect(indexedPrice(decimal(tarif), decimal(base), decimal(valeur))).toBe(expected)
  })

  it("never falls when the index rises, and comes back when it does", () => {
    const price = fc.integer({ min: 1, max: 99_999 }).map((n) => decimal((n / 10_000).toFixed(4)))
    const value = fc.integer({ min: 1, max: 999_999 })
    const index = (n: number) => decimal((n / 1000).toFixed(3))
    fc.assert(
      fc.property(price, value, value, value, (tarif, base, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        const at = (n: number) => Number(indexedPrice(tarif, index(base), index(n)))
        expect(at(low)).toBeLessThanOrEqual(at(high))
        expect(at(base)).toBe(Number(tarif))
      }),
    )
  })
})
