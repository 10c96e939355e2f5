import { describe, expect, it } from "vitest"
import { conditionsInput } from "@/lib/catalogue/schema.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { checkDuree, dureeWords, termeOf } from "@/lib/souscriptions/rules/terme.ts"

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
    expect(dureeWords({ ...duree("2026-09-30"), reconduction: null, preavisMois: null })).toBe(
      "12 mois à compter de la signature des deux parties, au plus tard jusqu’au 30 septembre 2026, fin du marché de ce service",
    )
  })

  it("says what follows", () => {
    const duree = { mois: 12, auPlusTard: null }
    expect(dureeWords({ ...duree, reconduction: "tacite", preavisMois: 3 })).toBe(
      "12 mois à compter de la signature des deux parties ; reconduite tacitement par périodes de 12 mois, sauf dénonciation par l’une des parties au moins 3 mois avant son terme",
    )
    expect(dureeWords({ ...duree, reconduction: "expresse", preavisMois: null })).toMatch(/renouvelable par un avenant/)
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
})
