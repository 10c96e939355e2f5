import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { boundsWords, isEnding, isWithin } from "@/lib/catalogue/rules/conditions.ts"
import { computeEffet } from "@/lib/catalogue/rules/impact.ts"
import { changesFor, compareVersions, type ServicePublie } from "@/lib/catalogue/rules/versions.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"

const service = (slug: string, over: Partial<ServicePublie> = {}): ServicePublie => ({
  ...{
    slug,
    nom: slug,
    pilier: "Confiance",
    description: "…",
    pourQui: "Mairies",
    mode: "unitaire",
    maturite: "en_service",
  },
  ...{ types: [], populationMin: null, populationMax: null, prestataire: null, contratJusqua: null },
  tarifs: [{ genre: "usage", prixUnitaire: decimal("14.00"), unite: "poste", periodicite: "mois", note: null }],
  ...{ options: [], prerequis: [], ...over },
})

describe("what changes from one version to the next", () => {
  it("is what comes, what goes, and each field that differs", () => {
    const dearer = service("b", {
      tarifs: [{ genre: "usage", prixUnitaire: decimal("15.50"), unite: "poste", periodicite: "mois", note: null }],
      contratJusqua: calendarDate("2029-12-31"),
    })
    const changes = compareVersions([service("a"), service("b")], [dearer, service("c")])
    expect(changes.map(({ slug, genre }) => [slug, genre])).toEqual([
      ["b", "modifie"],
      ["c", "ajoute"],
      ["a", "retire"],
    ])
    expect(changes[0]?.details.map(({ champ }) => champ)).toEqual(["Prix", "Fin du contrat"])
  })

  it("is nothing between a catalogue and itself, and goes back and forth alike", () => {
    const catalogue = fc.uniqueArray(
      fc.constantFrom(..."abcdefgh").map((slug) => service(slug)),
      { selector: ({ slug }) => slug },
    )
    fc.assert(
      fc.property(catalogue, catalogue, (before, after) => {
        expect(compareVersions(before, before)).toEqual([])
        const slugs = (genre: string, list: ReturnType<typeof compareVersions>) =>
          list
            .filter((change) => change.genre === genre)
            .map(({ slug }) => slug)
            .sort()
        const [forth, back] = [compareVersions(before, after), compareVersions(after, before)]
        expect(slugs("ajoute", forth)).toEqual(slugs("retire", back))
      }),
    )
  })

  it("concerns a collectivité by what it uses, then by what it may have", () => {
    const changes = compareVersions(
      [service("mine")],
      [
        service("mine", { pourQui: "Toutes" }),
        service("new"),
        service("epci", { types: ["epci"] }),
        service("big", { populationMin: 5000 }),
        service("later", { maturite: "perspective" }),
      ],
    )
    const { utilises, ouverts } = changesFor(changes, { type: "commune", habitants: 800, utilises: new Set(["mine"]) })
    expect(utilises.map(({ slug }) => slug)).toEqual(["mine"])
    expect(ouverts.map(({ slug }) => slug)).toEqual(["new"])
  })
})

it("bounds of size include both ends, and do not judge a body without population", () => {
  const bounds = { populationMin: 1000, populationMax: 3500 }
  expect([999, 1000, 3500, 3501, null].map((habitants) => isWithin(bounds, habitants))).toEqual([
    false,
    true,
    true,
    false,
    true,
  ])
  expect(boundsWords({ populationMin: null, populationMax: 3500 })).toBe("de 3\u202f500 habitants au plus")
})

it("a market is told of months before its last day", () => {
  const end = calendarDate("2029-12-31")
  expect(isEnding(end, 18, calendarDate("2028-06-29"))).toBe(false)
  expect(isEnding(end, 18, calendarDate("2028-06-30"))).toBe(false)
  expect(isEnding(end, 18, calendarDate("2028-07-01"))).toBe(true)
  expect(isEnding(end, 0, calendarDate("2030-01-01"))).toBe(true)
})

it("a proposed service weighs on the balance by its yearly cost and its spread first cost", () => {
  const impact = {
    montantInitial: 3_450_000n,
    montantAnnuel: 200_000n,
    tarifProjete: decimal("60.00"),
    quantiteAttendue: 100,
    dureeAnnees: 4,
  }
  expect(computeEffet(impact)).toEqual({
    coutAnnuel: 1_062_500n,
    recetteAnnuelle: 600_000n,
    solde: -462_500n,
    tarifEquilibre: 10_625n,
  })
  expect(computeEffet({ ...impact, tarifProjete: null, quantiteAttendue: 0 })).toMatchObject({
    recetteAnnuelle: 0n,
    tarifEquilibre: null,
  })
})
