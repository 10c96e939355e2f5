import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { calendarDate } from "@/lib/platform/dates.ts"
import { decimal, sum } from "@/lib/platform/money.ts"
import { checkDates, checkOwnCommune, partager, situationOf } from "@/lib/prises-en-charge/rules.ts"

const day = calendarDate
const part = (text: string) => ({ part: decimal(text) })

describe("a line that others pay", () => {
  it.each([
    [50_400n, ["100"], [50_400n], 0n],
    [50_400n, ["50"], [25_200n], 25_200n],
    [100n, ["33.33", "33.33"], [33n, 34n], 33n],
    [1n, ["50", "50"], [1n, 0n], 0n],
    [50_400n, [], [], 50_400n],
  ])("of %s cents with parts %j is split to the cent", (montant, parts, expected, reste) => {
    const split = partager(montant, parts.map(part))
    expect(split.parts.map((one) => one.montant)).toEqual(expected)
    expect(split.reste).toBe(reste)
  })

  it("sums to the cent, and each share is within a cent of its percent", () => {
    const parts = fc
      .array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 3 })
      .map((all) => all.map((hundredths) => part((hundredths / 100).toFixed(2))))
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10_000_000n }), parts, (montant, shares) => {
        const split = partager(montant, shares)
        expect(sum(split.parts.map((one) => one.montant)) + split.reste).toBe(montant)
        for (const one of split.parts) {
          const exact = (Number(montant) * Number(one.part)) / 100
          expect(Math.abs(Number(one.montant) - exact)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
})

describe("a declaration", () => {
  it("neither ends before it begins nor reaches back over what is billed", () => {
    const today = day("2026-11-22")
    expect(checkDates({ depuis: day("2027-01-01"), jusqua: null }, today).ok).toBe(true)
    expect(checkDates({ depuis: day("2027-01-01"), jusqua: day("2027-01-01") }, today)).toMatchObject({
      refusal: "dates-inversees",
    })
    expect(checkDates({ depuis: day("2025-11-21"), jusqua: null }, today)).toMatchObject({ refusal: "depuis-passe" })
  })

  it("is an intercommunalité's, for its own communes", () => {
    const epci = { id: "e", type: "epci", epciId: null } as const
    expect(checkOwnCommune(epci, { id: "c", type: "commune", epciId: "e" }).ok).toBe(true)
    expect(checkOwnCommune(epci, { id: "c", type: "commune", epciId: "f" })).toMatchObject({
      refusal: "beneficiaire-inconnu",
    })
    expect(checkOwnCommune({ id: "d", type: "commune", epciId: "e" }, epci)).toMatchObject({
      refusal: "pas-intercommunalite",
    })
  })

  it("counts by its dates once accepted", () => {
    const today = day("2026-11-22")
    const of = (depuis: string, jusqua: string | null) =>
      situationOf({ etat: "acceptee", depuis: day(depuis), jusqua: jusqua ? day(jusqua) : null }, today)
    expect(of("2026-11-22", null)).toBe("en_cours")
    expect(of("2026-11-23", null)).toBe("a_venir")
    expect(of("2026-01-01", "2026-11-22")).toBe("terminee")
    expect(of("2026-01-01", "2026-11-23")).toBe("en_cours")
  })
})
