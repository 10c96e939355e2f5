import fc from "fast-check"
import { expect, it } from "vitest"
import { calendarDate } from "@/lib/platform/dates.ts"
import { canalFor, computeEcheance, titreReference } from "@/lib/titres/rules.ts"
import { TITRE_STATES, TITRE_TRANSITIONS } from "@/lib/titres/types.ts"

it("names a titre by exercice, series and number", () => {
  expect(titreReference({ exercice: 2026, serie: "COT", numero: 118 })).toBe("2026-COT-118")
})

it("is due the operator's number of days after its issue, over the end of a year too", () => {
  expect(computeEcheance(calendarDate("2026-12-15"), 30)).toBe("2027-01-14")
})

it("goes on paper where the SIRET is missing, and is issued all the same", () => {
  expect(canalFor({ siret: null }, "pes")).toBe("papier")
  expect(canalFor({ siret: null }, "depot")).toBe("papier")
  expect(canalFor({ siret: "21270229400018" }, "pes")).toBe("pes")
  expect(canalFor({ siret: "21270229400018" }, "depot")).toBe("depot")
})

it("never comes back to emis, and what is cancelled stays so", () => {
  const state = fc.constantFrom(...TITRE_STATES)
  fc.assert(
    fc.property(state, (from) => {
      expect(TITRE_TRANSITIONS[from]).not.toContain("emis")
    }),
  )
  expect(TITRE_TRANSITIONS.annule).toEqual([])
})
