import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { calendarDate } from "@/lib/platform/dates.ts"
import { decimal, percentOf } from "@/lib/platform/money.ts"
import { canalFor, computeEcheance, sumLignes, titreReference, voletOf, withVat } from "@/lib/titres/rules.ts"
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

describe("the lines of a titre", () => {
  const taxed = (montantHt: bigint, tauxTva = "20") =>
    ({ montantHt, categorieTva: "S", tauxTva: decimal(tauxTva) }) as const

  it("bear VAT once for each rate, shared over them to the cent", () => {
    // 20 % of 0.02 € is nothing on each line and one cent on the three of them.
    expect(withVat([taxed(2n), taxed(2n), taxed(2n)]).map(({ montantTva }) => montantTva)).toEqual([1n, 0n, 0n])
    const exempt = { montantHt: 1000n, categorieTva: "E", tauxTva: decimal("0") } as const
    expect(withVat([exempt, taxed(1400n), taxed(1000n, "5.5")]).map(({ montantTva }) => montantTva)).toEqual([
      0n,
      280n,
      55n,
    ])
  })

  it("sum to the VAT of each rate whatever they are", () => {
    const amounts = fc.array(fc.bigInt({ min: 0n, max: 5_000_000n }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(amounts, fc.constantFrom("20", "10", "5.5", "2.1"), (list, taux) => {
        const lignes = withVat(list.map((one) => taxed(one, taux)))
        const { ht, tva, ttc } = sumLignes(lignes)
        expect(tva).toBe(percentOf(ht, decimal(taux)))
        expect(ttc).toBe(ht + tva)
      }),
    )
  })

  it("never mix what is out of the scope of VAT with the rest", () => {
    const of = (...categories: ("O" | "E" | "S")[]) => voletOf(categories.map((categorieTva) => ({ categorieTva })))
    expect(of("O", "O")).toBe("cotisation")
    expect(of("E")).toBe("services_exoneres")
    expect(of("E", "S")).toBe("services_taxes")
    expect(() => of("O", "S")).toThrow()
    expect(() => of("E", "O")).toThrow()
  })
})
