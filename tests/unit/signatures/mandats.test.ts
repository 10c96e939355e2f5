import { describe, expect, it, test } from "vitest"
import { calendarDate } from "@/lib/platform/dates.ts"
import { checkDelegation, isInForce, mandatFor } from "@/lib/signatures/rules.ts"
import type { Mandat } from "@/lib/signatures/types.ts"

const day = calendarDate("2026-11-22")
const mandat = (over: Partial<Mandat> = {}): Mandat => ({
  id: "m",
  personneId: "maire",
  genre: "mandat",
  nom: "Maire",
  fonction: "Maire",
  depuis: calendarDate("2026-03-22"),
  jusqua: null,
  fondement: "Élection",
  deleguantId: null,
  objets: [],
  ...over,
})
const delegation = (over: Partial<Mandat> = {}) =>
  mandat({ id: "d", personneId: "dgs", genre: "delegation", deleguantId: "m", fonction: "Directrice", ...over })

const refusalOf = (mandats: readonly Mandat[], personneId: string, genre = "charte") => {
  const found = mandatFor(mandats, { personneId, genre, day })
  return found.ok ? found.value.id : found.refusal
}

describe("who may sign", () => {
  it("is who holds a mandate that day, its last day not included", () => {
    expect(refusalOf([mandat()], "maire")).toBe("m")
    expect(refusalOf([mandat({ jusqua: day })], "maire")).toBe("mandat-termine")
    expect(refusalOf([mandat({ jusqua: calendarDate("2026-11-23") })], "maire")).toBe("m")
    expect(refusalOf([mandat({ depuis: calendarDate("2026-11-23") })], "maire")).toBe("mandat-a-venir")
    expect(refusalOf([mandat()], "secretaire")).toBe("sans-mandat")
  })

  it("is whom a mandate delegates to, for what it says, as long as the mandate holds", () => {
    expect(refusalOf([mandat(), delegation()], "dgs")).toBe("d")
    expect(refusalOf([mandat(), delegation({ objets: ["convention"] })], "dgs")).toBe("mandat-hors-objet")
    expect(refusalOf([mandat(), delegation({ objets: ["convention"] })], "dgs", "convention")).toBe("d")
    expect(refusalOf([mandat({ jusqua: day }), delegation()], "dgs")).toBe("mandat-termine")
    expect(isInForce(delegation(), [], day)).toBe(false)
  })

  it("signs by her mandate rather than by a delegation", () => {
    expect(refusalOf([delegation({ personneId: "maire" }), mandat()], "maire")).toBe("m")
  })
})

describe("a delegation", () => {
  const from = calendarDate("2026-11-22")
  test.each([
    [mandat(), null, null],
    [mandat({ jusqua: calendarDate("2027-01-01") }), null, "delegation-trop-longue"],
    [mandat({ jusqua: calendarDate("2027-01-01") }), calendarDate("2027-01-01"), null],
    [mandat({ jusqua: day }), day, "delegation-sans-mandat"],
    [delegation(), null, "delegation-sans-mandat"],
    [mandat(), calendarDate("2026-11-21"), "date-avant"],
    [null, null, "delegation-sans-mandat"],
  ] as const)("case %#", (giver, jusqua, refusal) => {
    const verdict = checkDelegation(giver, { depuis: from, jusqua }, day)
    expect(verdict.ok ? null : verdict.refusal).toBe(refusal)
  })
})
