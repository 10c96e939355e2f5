import { describe, expect, it } from "vitest"
import { conditionsInput } from "@/lib/catalogue/schema.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { checkDuree, dureeWords, nearTerme, termeOf } from "@/lib/souscriptions/rules/terme.ts"

describe("the last day of a convention", () => {
  it.each([
    ["2026-03-15", 36, "2029-03-14"],
    ["2026-01-01", 12, "2026-12-31"],
    ["2026-01-31", 1, "2026-02-28"],
    ["2026-03-31", 1, "2026-04-30"],
    ["2026-02-28", 12, "2027-02-27"],
    ["2028-02-29", 12, "2029-02-28"],
    ["2028-02-29", 48, "2032-02-28"],
  ])("signed on %s for %i months is %s", (depuis, mois, terme) => {
    expect(termeOf(calendarDate(depuis), { mois, auPlusTard: null })).toBe(terme)
  })

  it("is never beyond the end of the market", () => {
    const duree = (fin: string) => ({ mois: 12, auPlusTard: calendarDate(fin) })
    expect(termeOf(calendarDate("2026-01-01"), duree("2026-09-30"))).toBe("2026-09-30")
    expect(termeOf(calendarDate("2026-01-01"), duree("2026-12-31"))).toBe("2026-12-31")
    expect(termeOf(calendarDate("2026-01-01"), duree("2027-01-01"))).toBe("2026-12-31")
    expect(dureeWords(duree("2026-09-30"))).toBe(
      "12 mois à compter de la signature des deux parties, au plus tard jusqu’au 30 septembre 2026, fin du marché de ce service",
    )
  })

  it("is not counted on a market that is over", () => {
    const duree = { mois: 12, auPlusTard: calendarDate("2026-09-30") }
    expect(checkDuree(duree, calendarDate("2026-09-30")).ok).toBe(true)
    expect(checkDuree(duree, calendarDate("2026-10-01"))).toMatchObject({ refusal: "marche-termine" })
  })

  it("comes from a duration of 1 to 120 months, or from none", () => {
    const { conventionMois } = conditionsInput.shape
    expect([conventionMois.parse("36"), conventionMois.parse(""), conventionMois.parse(undefined)]).toEqual([
      36,
      null,
      null,
    ])
    for (const wrong of ["0", "121", "-1", "1,5", "x"]) expect(conventionMois.safeParse(wrong).success).toBe(false)
  })

  it.each([
    ["2026-06-01", 90, null],
    ["2026-06-01", 92, "bientot"],
    ["2026-03-01", 90, "bientot"],
    ["2026-02-28", 90, "passe"],
  ])("%s is shown on 1 March, told %i days before: %s", (terme, alerte, shown) => {
    const day = calendarDate("2026-03-01")
    expect(nearTerme({ etat: "en_service", terme: calendarDate(terme) }, day, [alerte, 30])).toBe(shown)
    expect(nearTerme({ etat: "terminee", terme: calendarDate(terme) }, day, [alerte, 30])).toBeNull()
  })
})
