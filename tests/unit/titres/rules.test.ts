import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { calendarDate } from "@/lib/platform/dates.ts"
import { decimal, percentOf } from "@/lib/platform/money.ts"
import {
  canalFor,
  canPayfip,
  computeEcheance,
  payfipLink,
  payfipReference,
  sumLignes,
  titreReference,
  voletOf,
  withVat,
} from "@/lib/titres/rules.ts"
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

it("comes back to emis only when a payment was taken back, and what is cancelled stays so", () => {
  // Each list of next states is a tuple of its own, asked about one state.
  const back = TITRE_STATES.filter((from) => (TITRE_TRANSITIONS[from] as readonly string[]).includes("emis"))
  expect(back).toEqual(["partiellement_regle", "solde"])
  expect(TITRE_TRANSITIONS.annule).toEqual([])
})

describe("a payment by PayFiP", () => {
  const titre = { exercice: 2026, serie: "COT", numero: 118 }

  it("is referred to by letters and digits, six to thirty of them, whatever the series", () => {
    expect(payfipReference(titre)).toBe("2026COT000118")
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 9_999_999 }), (serie, numero) => {
        expect(payfipReference({ exercice: 2026, serie, numero })).toMatch(/^[A-Za-z0-9]{6,30}$/)
      }),
    )
  })

  it("opens the form of the DGFiP with its amount in cents; a demonstration only its test mode", () => {
    const debt = { ...titre, objet: "Cotisation 2026 à l’œuvre commune <b>", montant: 16_480n }
    const payer = { numcli: "012345", courriel: "mairie@demo.invalid", retour: "https://portail.example/c/x" }
    const real = new URL(payfipLink(debt, { ...payer, demonstration: false }))
    expect(real.host).toBe("www.payfip.gouv.fr")
    expect(Object.fromEntries(real.searchParams)).toMatchObject({
      ...{ numcli: "012345", exer: "2026", refdet: "2026COT000118", montant: "16480", saisie: "M" },
      objet: "Cotisation 2026 a l oeuvre commune b",
    })
    const demo = new URL(payfipLink(debt, { ...payer, demonstration: true })).searchParams
    expect([demo.get("saisie"), demo.get("exer")]).toEqual(["T", "9999"])
  })

  it("is for sums from 1 € to 100 000 €", () => {
    expect([99n, 100n, 10_000_000n, 10_000_001n].map(canPayfip)).toEqual([false, true, true, false])
  })
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
