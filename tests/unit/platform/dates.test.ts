import { describe, expect, it } from "vitest"
import {
  addDays,
  addMonths,
  calendarDate,
  dayInParis,
  daysBetween,
  daysInYear,
  isCalendarDate,
} from "@/lib/platform/dates.ts"

describe("calendar dates", () => {
  it.each(["2026-02-29", "2026-13-01", "2026-1-1", "26-01-01", "2026-01-01T00:00:00Z", ""])("refuses %j", (text) => {
    expect(isCalendarDate(text)).toBe(false)
    expect(() => calendarDate(text)).toThrow(RangeError)
  })
  it("knows a leap year", () => {
    expect(isCalendarDate("2028-02-29")).toBe(true)
    expect([daysInYear(2026), daysInYear(2028)]).toEqual([365, 366])
  })
  it("takes the day in Paris, in winter and in summer", () => {
    expect(dayInParis(new Date("2026-12-31T23:30:00Z"))).toBe("2027-01-01")
    expect(dayInParis(new Date("2026-07-01T21:59:00Z"))).toBe("2026-07-01")
    expect(dayInParis(new Date("2026-07-01T22:01:00Z"))).toBe("2026-07-02")
  })
  it("adds days over a clock change and months to a shorter month", () => {
    expect(addDays(calendarDate("2026-03-28"), 2)).toBe("2026-03-30")
    expect(addMonths(calendarDate("2026-01-31"), 1)).toBe("2026-02-28")
  })
  it("counts days, the last excluded", () => {
    expect(daysBetween(calendarDate("2026-04-01"), calendarDate("2027-01-01"))).toBe(275)
  })
})
