import { describe, expect, it } from "vitest"
import { calendarDate } from "@/lib/platform/dates.ts"
import { fold, formatAmount, formatCount, formatDay, formatDifference, formatRate } from "@/lib/platform/format.ts"
import { decimal } from "@/lib/platform/money.ts"

describe("French formats", () => {
  it("writes amounts exactly, beyond what a float holds", () => {
    expect(formatAmount(123456n)).toBe("1\u202f234,56\u00a0€")
    expect(formatAmount(900719925474099301n)).toBe("9\u202f007\u202f199\u202f254\u202f740\u202f993,01\u00a0€")
  })
  it("signs a difference with a true minus", () => {
    expect([formatDifference(870n), formatDifference(-350n), formatDifference(0n)]).toEqual([
      "+ 8,70\u00a0€",
      "− 3,50\u00a0€",
      "0,00\u00a0€",
    ])
  })
  it("keeps the digits of a rate", () => {
    expect([formatRate(decimal("0.1")), formatRate(decimal("0.1234"))]).toEqual(["0,10\u00a0€", "0,1234\u00a0€"])
  })
  it("writes the first of a month as 1er", () => {
    expect([formatDay(calendarDate("2026-01-01")), formatDay(calendarDate("2026-03-11"))]).toEqual([
      "1er janvier 2026",
      "11 mars 2026",
    ])
  })
  it("agrees a noun with its count", () => {
    expect([formatCount(1, "habitant"), formatCount(0, "habitant"), formatCount(2341, "habitant")]).toEqual([
      "1\u00a0habitant",
      "0\u00a0habitant",
      "2\u202f341\u00a0habitants",
    ])
  })
  it("folds accents, case and ligatures", () => expect(fold("Écos-lès-Œuvres")).toBe("ecos-les-oeuvres"))
})
