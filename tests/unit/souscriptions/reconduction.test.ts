import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { checkReconduction } from "@/lib/catalogue/rules/reconduction.ts"
import { addDays, type CalendarDate, calendarDate, daysBetween } from "@/lib/platform/dates.ts"
import {
  type Clause,
  canRenew,
  checkDenonciation,
  checkRenoncement,
  checkRenouvelable,
  limiteOf,
  nearTerme,
  prochainTerme,
  renewedTerme,
  suiteWords,
} from "@/lib/souscriptions/rules/reconduction.ts"

const day = calendarDate
const tacite: Clause = {
  ...{ etat: "en_service", terme: day("2026-12-31"), auPlusTard: null },
  ...{ reconduction: "tacite", preavisMois: 3, dureeMois: 12 },
}
const expresse: Clause = { ...tacite, reconduction: "expresse", preavisMois: null }
const rien: Clause = { ...tacite, reconduction: null, preavisMois: null }

describe("tacit renewal", () => {
  it.each([
    ["2026-12-31", 3, "2026-09-30"],
    ["2027-02-28", 3, "2026-11-30"],
    ["2026-08-14", 1, "2026-07-14"],
    ["2027-03-30", 1, "2027-02-27"],
  ])("of what ends on %s with a notice of %i months is refused until %s", (terme, preavisMois, limite) => {
    expect(limiteOf({ ...tacite, terme: day(terme), preavisMois })).toBe(limite)
  })

  it("brings one period more, never beyond the market", () => {
    expect(prochainTerme(tacite)).toBe("2027-12-31")
    expect(prochainTerme({ ...tacite, auPlusTard: day("2027-06-30") })).toBe("2027-06-30")
    expect(prochainTerme({ ...tacite, auPlusTard: day("2026-12-31") })).toBeNull()
    expect(prochainTerme({ ...tacite, terme: null })).toBeNull()
  })

  it("always goes forward, and leaves its notice, whatever the days", () => {
    const days = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays(day("2020-01-01"), n))
    const terms = fc.record({
      terme: days,
      dureeMois: fc.integer({ min: 2, max: 120 }),
      preavisMois: fc.integer({ min: 1, max: 12 }),
      market: fc.option(days),
    })
    fc.assert(
      fc.property(terms, ({ terme, dureeMois, preavisMois, market }) => {
        const clause = { ...tacite, terme, dureeMois, preavisMois, auPlusTard: market }
        const suite = prochainTerme(clause)
        const limite = limiteOf(clause)
        if (suite !== null) expect(suite > terme).toBe(true)
        if (suite !== null && market !== null) expect(suite <= market).toBe(true)
        expect(suite === null).toBe(market !== null && market <= terme)
        if (limite === null) throw new Error("no limit")
        expect(daysBetween(limite, terme)).toBeGreaterThanOrEqual(preavisMois * 28 - 1)
        expect(daysBetween(limite, terme)).toBeLessThanOrEqual(preavisMois * 31)
        expect(checkDenonciation(clause, null, limite).ok).toBe(true)
        expect(checkDenonciation(clause, null, addDays(limite, 1)).ok).toBe(false)
      }),
    )
  })
})

describe("saying no", () => {
  const refusal = (clause: Clause, today: string, cote: "collectivite" | "operateur" | null = null) => {
    const answer = checkDenonciation(clause, cote && { cote }, day(today))
    return answer.ok ? "ok" : answer.refusal
  }

  it.each<[string, Clause, string, string]>([
    ["in time", tacite, "2026-09-30", "ok"],
    ["a day late", tacite, "2026-10-01", "preavis-passe"],
    ["to the end where an amendment renews", expresse, "2026-12-31", "ok"],
    ["once past", expresse, "2027-01-01", "sans-reconduction"],
    ["of what ends by itself", rien, "2026-09-30", "sans-reconduction"],
    ["of what has no last day", { ...tacite, terme: null }, "2026-09-30", "sans-reconduction"],
    ["of what is over", { ...tacite, etat: "terminee" }, "2026-09-30", "sans-reconduction"],
    ["late, of what its market ends", { ...tacite, auPlusTard: day("2026-12-31") }, "2026-10-01", "sans-reconduction"],
  ])("%s", (_, clause, today, expected) => {
    expect(refusal(clause, today)).toBe(expected)
  })

  it("is said once, by either side, and taken back by the same in time only", () => {
    expect(refusal(tacite, "2026-09-01", "operateur")).toBe("deja-denoncee")
    const said = { cote: "collectivite" as const }
    const back = (cote: "collectivite" | "operateur", today: string) =>
      checkRenoncement(tacite, said, { cote, today: day(today) })
    expect(back("collectivite", "2026-09-30").ok).toBe(true)
    expect(back("operateur", "2026-09-30")).toMatchObject({ refusal: "denonciation-autre-cote" })
    expect(back("collectivite", "2026-10-01")).toMatchObject({ refusal: "denonciation-definitive" })
    expect(checkRenoncement(tacite, null, { cote: "collectivite", today: day("2026-09-01") })).toMatchObject({
      refusal: "denonciation-inconnue",
    })
  })
})

describe("an amendment that renews", () => {
  it("is for what has a last day, does not renew itself and was not refused", () => {
    expect(checkRenouvelable(expresse, null).ok).toBe(true)
    expect(checkRenouvelable(rien, null).ok).toBe(true)
    expect(checkRenouvelable(tacite, null)).toMatchObject({ refusal: "pas-a-renouveler" })
    expect(checkRenouvelable({ ...expresse, terme: null }, null)).toMatchObject({ refusal: "pas-a-renouveler" })
    expect(checkRenouvelable(expresse, { cote: "operateur" })).toMatchObject({ refusal: "convention-denoncee" })
    expect([canRenew(expresse, null), canRenew({ ...expresse, etat: "terminee" }, null)]).toEqual([true, false])
  })

  it("counts from the last day, within the market", () => {
    const terme = day("2026-12-31")
    const until = (finMarche: CalendarDate | null) => renewedTerme(terme, { mois: 12, finMarche })
    expect(until(null)).toMatchObject({ value: "2027-12-31" })
    expect(until(day("2027-12-31"))).toMatchObject({ value: "2027-12-31" })
    expect(until(day("2027-12-30"))).toMatchObject({ refusal: "marche-limite" })
  })
})

describe("what both sides read", () => {
  it("says what follows", () => {
    expect(suiteWords(tacite, null)).toBe(
      "Sans dénonciation au plus tard le 30 septembre 2026, elle est reconduite jusqu’au 31 décembre 2027.",
    )
    expect(suiteWords(tacite, { cote: "operateur" })).toMatch(/^Dénoncée par l’opérateur/)
    expect(suiteWords(expresse, null)).toMatch(/^Elle se renouvelle par un avenant/)
    expect(suiteWords(rien, null)).toMatch(/^Le service n’est pas coupé/)
  })

  it.each<[Clause, string, string | null]>([
    [rien, "2026-10-01", null],
    [rien, "2026-10-02", "bientot"],
    [rien, "2027-01-01", "passe"],
    [tacite, "2026-07-01", null],
    [tacite, "2026-07-02", "bientot"],
    [{ ...tacite, auPlusTard: day("2026-12-31") }, "2026-07-02", null],
    [{ ...rien, etat: "terminee" }, "2026-12-31", null],
  ])("%o on %s is %s, told 90 days before what counts", (clause, today, shown) => {
    expect(nearTerme(clause, day(today), [30, 90])).toBe(shown)
  })
})

it("the catalogue promises no renewal that could not be", () => {
  const clause = { conventionMois: 12, reconduction: "tacite" as const, preavisMois: 3 }
  const refusal = (over: object) => {
    const answer = checkReconduction({ ...clause, ...over })
    return answer.ok ? "ok" : answer.refusal
  }
  expect(refusal({})).toBe("ok")
  expect(refusal({ conventionMois: null })).toBe("reconduction-sans-duree")
  expect(refusal({ preavisMois: null })).toBe("preavis-manquant")
  expect(refusal({ preavisMois: 12 })).toBe("preavis-trop-long")
  expect(refusal({ reconduction: "expresse" })).toBe("preavis-de-trop")
  expect(refusal({ reconduction: null, preavisMois: null, conventionMois: null })).toBe("ok")
})
