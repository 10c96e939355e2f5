import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  type Decimal,
  decimal,
  isDecimal,
  percentOf,
  priceOf,
  prorate,
  roundHalfUp,
  splitByWeight,
  sum,
  toEuros,
} from "@/lib/platform/money.ts"

describe("priceOf", () => {
  it.each([
    [1500, "0.10", 15000n],
    [136, "0.10", 1360n],
    [1648, "0.1", 16480n],
    [49614, "0.10", 496140n],
    [1, "0.1234", 12n],
    [5, "0.001", 1n],
    [4, "0.001", 0n],
    [3, "14", 4200n],
  ])("%i × %s € is %i cents", (quantity, rate, cents) => {
    expect(priceOf(quantity, decimal(rate))).toBe(cents)
  })

  it("never strays by more than half a cent from the exact product", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_000_000 }),
        fc.integer({ min: 0, max: 99_999 }),
        (habitants, millionths) => {
          const rate = `0.${String(millionths).padStart(5, "0")}` as Decimal
          const exact = BigInt(habitants) * BigInt(millionths) // in 1/1000 cent
          const distance = priceOf(habitants, rate) * 1000n - exact
          expect(distance >= -500n && distance <= 500n).toBe(true)
        },
      ),
    )
  })
})

describe("roundHalfUp", () => {
  it("rounds halves away from zero", () => {
    expect([roundHalfUp(5n, 10n), roundHalfUp(4n, 10n), roundHalfUp(-5n, 10n), roundHalfUp(-4n, 10n)]).toEqual([
      1n,
      0n,
      -1n,
      0n,
    ])
  })
  it("refuses a denominator that is not positive", () => {
    expect(() => roundHalfUp(1n, 0n)).toThrow(RangeError)
  })
})

describe("percentOf and prorate", () => {
  it.each([
    [50400n, "20", 10080n],
    [117600n, "20.00", 23520n],
    [16800n, "20", 3360n],
    [1n, "50", 1n],
  ])("%i cents at %s %% is %i", (amount, percent, cents) => expect(percentOf(amount, decimal(percent))).toBe(cents))
  it.each([
    [15000n, 275n, 365n, 11301n],
    [15000n, 9n, 12n, 11250n],
    [6140n, 184n, 365n, 3095n],
    [493600n, 5n, 12n, 205667n],
  ])("%i × %i/%i is %i", (amount, part, whole, cents) => expect(prorate(amount, part, whole)).toBe(cents))
})

describe("decimals and euros", () => {
  it.each(["", "1,5", "1e3", "0.1234567890", " 1", "--1", "NaN", "1."])("refuses %j", (text) => {
    expect(isDecimal(text)).toBe(false)
    expect(() => decimal(text)).toThrow(RangeError)
  })
  it.each([
    [0n, "0.00"],
    [5n, "0.05"],
    [-5n, "-0.05"],
    [5656330n, "56563.30"],
  ])("%i cents is %s", (cents, text) => expect(toEuros(cents)).toBe(text))
  it("adds nothing to nothing", () => expect(sum([])).toBe(0n))
})

describe("a cost split by weights", () => {
  it.each([
    [100_000n, [1n, 1n, 1n], [33_334n, 33_333n, 33_333n]],
    [99_990n, [136n, 614n, 1648n, 4133n], [2082n, 9400n, 25_231n, 63_277n]],
  ])("splits %s over %s", (cost, weights, shares) => {
    expect(splitByWeight(cost, weights)).toEqual(shares)
  })

  it("sums to the cost, and no share is a cent away from its exact part", () => {
    const weights = fc.array(fc.bigInt({ min: 0n, max: 100_000n }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10_000_000n }), weights, (cost, list) => {
        const whole = sum(list)
        fc.pre(whole > 0n)
        const shares = splitByWeight(cost, list)
        expect(sum(shares)).toBe(cost)
        shares.forEach((share, at) => {
          const gap = share * whole - cost * (list[at] ?? 0n)
          expect(gap > -whole && gap < whole).toBe(true)
        })
      }),
    )
  })

  it("refuses weights of nothing, or below", () => {
    expect(() => splitByWeight(100n, [0n, 0n])).toThrow()
    expect(() => splitByWeight(100n, [2n, -1n])).toThrow()
  })
})
