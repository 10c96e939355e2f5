import fc from "fast-check"
import { describe, expect, it, test } from "vitest"
import { computeRetraitEffet, manquesOf, nextYear } from "@/lib/adhesions/rules/life.ts"
import { computePremiere } from "@/lib/adhesions/rules/premiere.ts"
import { addDays, addMonths, calendarDate, yearOf } from "@/lib/platform/dates.ts"

const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays(calendarDate("2024-01-01"), days))

describe("the first cotisation", () => {
  // Worked examples 9 to 11 of the operator's rules: 150,00 € and 61,40 € and 4 936,00 € a year.
  test.each([
    ["jours_reels", 15000n, "2026-04-01", 11301n],
    ["mois_entames", 15000n, "2026-04-15", 11250n],
    ["jours_reels", 6140n, "2026-07-01", 3095n],
    ["mois_entames", 493600n, "2026-08-31", 205667n],
    ["annee_pleine_suivante", 16480n, "2026-04-15", 0n],
    ["annee_entiere", 16480n, "2026-04-15", 16480n],
    ["annee_pleine_suivante", 16480n, "2026-01-01", 16480n],
  ] as const)("by %s, of %s cents from %s, is %s", (regle, annuelle, effet, montant) => {
    expect(computePremiere(annuelle, regle, calendarDate(effet)).montant).toBe(montant)
  })

  it("is never more than the year, and the whole year from its first day", () => {
    const regle = fc.constantFrom("annee_pleine_suivante", "mois_entames", "jours_reels", "annee_entiere")
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10_000_000n }), regle, day, (annuelle, rule, effet) => {
        const { montant, exercice } = computePremiere(annuelle, rule, effet)
        expect(montant).toBeGreaterThanOrEqual(0n)
        expect(montant).toBeLessThanOrEqual(annuelle)
        expect(computePremiere(annuelle, rule, calendarDate(`${exercice}-01-01`)).montant).toBe(annuelle)
      }),
    )
  })
})

describe("a withdrawal", () => {
  it("takes effect on a 31 December, its whole notice kept, and no later than it must", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 12 }), (asked, notice) => {
        const effet = computeRetraitEffet(asked, notice)
        expect(effet.slice(4)).toBe("-12-31")
        expect(addMonths(asked, notice) <= effet).toBe(true)
        expect(yearOf(effet) - yearOf(asked)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test.each([
    ["2026-06-30", 6, "2026-12-31"],
    ["2026-07-01", 6, "2027-12-31"],
    ["2026-12-31", 0, "2026-12-31"],
  ])("asked on %s with %s months, ends on %s", (asked, notice, effet) => {
    expect(computeRetraitEffet(calendarDate(asked), notice)).toBe(effet)
  })
})

it("a membership goes on by calendar year", () => {
  expect(nextYear(calendarDate("2026-01-01"))).toBe("2027-01-01")
  expect(nextYear(calendarDate("2026-12-31"))).toBe("2027-01-01")
})

it("a charte says what it still needs", () => {
  const vote = { deliberationNumero: null, deliberationLe: null, deliberationDocumentId: null }
  expect(manquesOf({ ...vote, representantId: null, dateEffet: null, cotisationConnue: true })).toHaveLength(4)
})
