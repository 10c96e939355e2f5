import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { elementsByPayer } from "@/lib/cotisations/rules/payeurs.ts"
import { elementsOf } from "@/lib/cotisations/rules/services.ts"
import { costAt } from "@/lib/cotisations/rules/simulation.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { decimal, sum } from "@/lib/platform/money.ts"
import type { Facturable, OptionPrise, Prix } from "@/lib/souscriptions/types.ts"

const day = calendarDate
const YEAR = { du: day("2026-01-01"), au: day("2026-12-31") }

const packCyber = (quantite: number): Facturable => ({
  id: "souscription",
  beneficiaireId: "commune",
  beneficiaireType: "commune",
  beneficiaireNom: "Breteuil",
  habitants: 4419,
  service: { id: "cyber", nom: "Pack cyber", pilierId: "confiance", prorata: "mois_entames", revision: "jamais" },
  prix: { prixUnitaire: decimal("14.00"), periodicite: "mois", categorieTva: "S", tauxTva: decimal("20") },
  prixDepuis: day("2025-01-01"),
  tarifId: null,
  quantite,
  avenants: [],
  debut: day("2025-03-10"),
  fin: null,
  reprise: false,
  postes: null,
  options: [],
  unite: null,
  tarifs: [],
  convention: "Convention n° 12",
  numeroEngagement: "E-12",
  codeService: null,
})

const option = (prix: Partial<Prix> | null, quantite = 1, nom = "Prise en main"): OptionPrise => ({
  ...{ optionId: nom, nom, quantite, unite: "séance", depuis: null, jusqua: null },
  prix: prix && {
    prixUnitaire: decimal("180"),
    periodicite: "unique",
    categorieTva: "S",
    tauxTva: decimal("20"),
    ...prix,
  },
})

const part = (payeurId: string, percent: string, depuis: string, jusqua: string | null = null) => ({
  payeurId,
  part: decimal(percent),
  depuis: day(depuis),
  jusqua: jusqua === null ? null : day(jusqua),
})

const said = (facturable: Facturable, parts: ReturnType<typeof part>[]) =>
  elementsByPayer(facturable, "Commune de Breteuil", YEAR, parts).map(({ payeurId, montantHt, bases }) => ({
    payeurId,
    montantHt,
    bases,
  }))

it("what was put in place is billed once: not again by the body that goes on, but for what it adds", () => {
  const tarif = {
    unite: "poste",
    categorieTva: "S" as const,
    tauxTva: decimal("20"),
    minimum: null,
    maximum: null,
    bandes: null,
  }
  const installation = {
    ...{ ...tarif, id: "pose", genre: "installation" as const, assiette: "unite" as const, depuis: day("2025-01-01") },
    ...{ periodicite: "unique" as const, prixUnitaire: decimal("40") },
  }
  const facturable = { ...packCyber(3), debut: day("2026-03-01"), tarifs: [installation] }
  const installed = (one: Facturable) =>
    elementsOf(one, "Commune", YEAR).flatMap(({ base, montantHt }) =>
      base.genre === "installation" ? [montantHt] : [],
    )
  expect(installed(facturable)).toEqual([120_00n])
  expect(installed({ ...facturable, reprise: true })).toEqual([])
  const added = {
    ...facturable,
    reprise: true,
    quantite: 5,
    avenants: [{ effetLe: day("2026-06-01"), avant: 3, apres: 5 }],
  }
  expect(installed(added)).toEqual([80_00n])
})

describe("the options of a service", () => {
  const lines = (options: OptionPrise[], periode = YEAR) =>
    elementsOf({ ...packCyber(5), debut: day("2026-03-10"), options }, "Commune", periode).map(
      ({ libelle, bases, montantHt, categorieTva, base }) => ({
        ...{ libelle, montantHt, categorieTva, genre: base.genre },
        bases: bases.replace(/\s/g, " "),
      }),
    )

  it("are lines of their own, once or for the months in service, each with its VAT", () => {
    const yearly = option(
      { periodicite: "mois", prixUnitaire: decimal("2.50"), categorieTva: "E", tauxTva: decimal("0") },
      3,
      "Archivage",
    )
    expect(lines([option({}, 2), yearly]).slice(1)).toEqual([
      {
        ...{ libelle: "Pack cyber : Prise en main", montantHt: 360_00n, categorieTva: "S", genre: "option" },
        bases: "2 séances × 180,00 € = 360,00 €",
      },
      {
        ...{ libelle: "Pack cyber : Archivage", montantHt: 75_00n, categorieTva: "E", genre: "option" },
        bases: "3 séances × 2,50 € × 10 mois (mars à décembre 2026) = 75,00 €",
      },
    ])
  })

  it("are billed once in the year they begin, and from their quote where they have no price", () => {
    expect(lines([option({})], { du: day("2027-01-01"), au: day("2027-12-31") })).toHaveLength(1)
    expect(lines([option(null)])).toHaveLength(1)
  })

  it("do not move with a price that is tried for the service", () => {
    const facturable = { ...packCyber(5), options: [option({ periodicite: "an" })] }
    expect(
      costAt(facturable, { unite: "poste", prixUnitaire: decimal("20") }, 2026) - costAt(facturable, null, 2026),
    ).toBe(5n * 600n * 12n)
  })

  it("are shared with the service between who pays for it", () => {
    const paid = said({ ...packCyber(5), options: [option({ periodicite: "an" })] }, [part("cc", "50", "2025-12-15")])
    expect(paid.filter(({ payeurId }) => payeurId === "cc").map(({ montantHt }) => montantHt)).toEqual([
      42_000n,
      9_000n,
    ])
  })
})

/** One more price with bounds over a year. */
const bounded = (quantite: number, minimum: string | null, maximum: string | null): Facturable => ({
  ...packCyber(quantite),
  tarifId: "borne",
  tarifs: [
    {
      ...{ id: "borne", genre: "usage", unite: "poste", depuis: day("2025-01-01"), prixUnitaire: decimal("14.00") },
      ...{
        periodicite: "mois",
        categorieTva: "S",
        tauxTva: decimal("20"),
        minimum,
        maximum,
        bandes: null,
        assiette: "unite",
      },
    },
  ],
})

describe("the bounds of a price", () => {
  const total = (facturable: Facturable, parts: ReturnType<typeof part>[]) =>
    sum(elementsByPayer(facturable, "Commune", YEAR, parts).map(({ montantHt }) => montantHt))

  it("are those of the souscription: nobody is brought up to a minimum that the year reaches by itself", () => {
    // 1 workstation until March, 10 after: 42 € then 1 260 €, far over 300 € a year.
    const grown: Facturable = {
      ...bounded(10, "30000", null),
      avenants: [{ effetLe: day("2026-04-01"), avant: 1, apres: 10 }],
    }
    expect(total(grown, [part("cc", "100", "2026-04-01")])).toBe(4200n + 126_000n)
    expect(said(grown, [part("cc", "100", "2026-04-01")]).map(({ montantHt }) => montantHt)).toEqual([4200n, 126_000n])
  })

  it("give the same sum whoever pays, and whenever the payer changes", () => {
    const borne = fc.option(fc.integer({ min: 1, max: 400_000 }).map(String))
    const months = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), borne, borne, months, (quantite, low, high, changes) => {
        const [minimum, maximum] = low && high && BigInt(low) > BigInt(high) ? [high, low] : [low, high]
        const facturable: Facturable = {
          ...bounded(quantite, minimum, maximum),
          avenants: [{ effetLe: day("2026-07-01"), avant: quantite, apres: 21 }],
        }
        const parts = changes.map((month, index) =>
          part(`p${index}`, "25", `2026-${String(month).padStart(2, "0")}-01`),
        )
        expect(total(facturable, parts)).toBe(total(facturable, []))
      }),
      { numRuns: 40 },
    )
  })
})

describe("who a line is asked of", () => {
  it("is its beneficiary when nobody pays for it", () => {
    expect(elementsByPayer(packCyber(5), "Commune de Breteuil", YEAR, [])).toEqual(
      elementsOf(packCyber(5), "Commune de Breteuil", YEAR),
    )
  })

  it("is the body that pays the whole, which keeps quantity and price but not the commitment of the beneficiary", () => {
    const [line, ...others] = elementsByPayer(packCyber(5), "Commune de Breteuil", YEAR, [
      part("cc", "100", "2025-12-15"),
    ])
    expect(others).toEqual([])
    expect(line).toMatchObject({ payeurId: "cc", beneficiaireId: "commune", montantHt: 84_000n, quantite: "60" })
    expect(line).toMatchObject({ prixUnitaire: "14.00", numeroEngagement: null })
  })

  it("changes with the first month that begins after a part does, and each says which share it pays", () => {
    expect(said(packCyber(5), [part("cc", "60", "2026-03-15", "2026-10-01")])).toEqual([
      { payeurId: "commune", montantHt: 21_000n, bases: expect.stringContaining("3 mois (janvier à mars 2026)") },
      { payeurId: "cc", montantHt: 25_200n, bases: expect.stringContaining("60 % du coût") },
      { payeurId: "commune", montantHt: 16_800n, bases: expect.stringContaining("reste à votre charge") },
      { payeurId: "commune", montantHt: 21_000n, bases: expect.stringContaining("octobre à décembre 2026") },
    ])
  })

  it("never loses nor makes a cent, whatever the parts and their days", () => {
    const month = fc.integer({ min: 1, max: 12 }).map((n) => `2026-${String(n).padStart(2, "0")}-01`)
    const parts = fc.array(
      fc.record({
        who: fc.constantFrom("a", "b", "c"),
        percent: fc.integer({ min: 1, max: 3333 }),
        from: month,
        to: fc.option(month),
      }),
      { maxLength: 3 },
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 97 }), parts, (quantite, drawn) => {
        const lines = elementsByPayer(
          packCyber(quantite),
          "Commune",
          YEAR,
          drawn.map(({ who, percent, from, to }) => part(who, (percent / 100).toFixed(2), from, to)),
        )
        expect(sum(lines.map(({ montantHt }) => montantHt))).toBe(BigInt(quantite) * 1400n * 12n)
      }),
    )
  })
})

it("a new category of VAT at the same price cuts the line: each part goes to the document of its own", () => {
  const tarif = (id: string, depuis: string, categorieTva: "E" | "O") => ({
    ...{ id, genre: "usage" as const, unite: "poste", depuis: day(depuis), prixUnitaire: decimal("14.00") },
    ...{
      periodicite: "mois" as const,
      categorieTva,
      tauxTva: decimal("0"),
      minimum: null,
      maximum: null,
      bandes: null,
      assiette: "unite" as const,
    },
  })
  const exempt = packCyber(5)
  const facturable: Facturable = {
    ...exempt,
    service: { ...exempt.service, revision: "a_sa_date" },
    prix: { prixUnitaire: decimal("14.00"), periodicite: "mois", categorieTva: "E", tauxTva: decimal("0") },
    tarifId: "first",
    tarifs: [tarif("first", "2025-01-01", "E"), tarif("second", "2026-07-01", "O")],
  }
  expect(
    elementsOf(facturable, "Commune", YEAR).map(({ categorieTva, montantHt }) => [categorieTva, montantHt]),
  ).toEqual([
    ["E", 42_000n],
    ["O", 42_000n],
  ])
})
