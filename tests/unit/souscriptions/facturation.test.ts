import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { PRORATAS } from "@/lib/catalogue/types.ts"
import { addDays, type CalendarDate, calendarDate, daysInYear } from "@/lib/platform/dates.ts"
import { decimal, priceOfPart, sum } from "@/lib/platform/money.ts"
import { computeUsage, type Lot, lotsOf, reachesOn, type VersionPrix } from "@/lib/souscriptions/rules/facturation.ts"

const day = calendarDate
const year = (exercice: number) => ({ du: day(`${exercice}-01-01`), au: day(`${exercice}-12-31`) })
const lot = (quantite: number, debut: string, fin: string | null = null): Lot => ({
  quantite,
  debut: day(debut),
  fin: fin === null ? null : day(fin),
})
const price = (
  prixUnitaire: string,
  depuis = "2020-01-01",
  periodicite: VersionPrix["periodicite"] = "mois",
): VersionPrix => ({
  prixUnitaire: decimal(prixUnitaire),
  periodicite,
  categorieTva: "S",
  tauxTva: decimal("20"),
  depuis: day(depuis),
})
const pack = price("14")
const amounts = (lignes: { montantHt: bigint }[]) => lignes.map(({ montantHt }) => montantHt)

describe("a year of a service", () => {
  it.each([
    ["the whole year", "mois_entames", "2025-03-10", null, [16_800n]],
    ["begun on 15 April, months begun", "mois_entames", "2026-04-15", null, [12_600n]],
    ["begun on 15 April, by days: 16 of 30, then eight months", "jours_reels", "2026-04-15", null, [747n, 11_200n]],
    ["begun on 15 April, from the first full year", "annee_pleine_suivante", "2026-04-15", null, []],
    ["its second year, from the first full year", "annee_pleine_suivante", "2025-04-15", null, [16_800n]],
    ["begun on 15 April, any year begun is due", "annee_entiere", "2026-04-15", null, [16_800n]],
    ["ended on 10 June, months begun", "mois_entames", "2025-01-01", "2026-06-10", [8400n]],
    ["ended the year before", "mois_entames", "2024-01-01", "2025-12-31", []],
    ["begun the year after", "mois_entames", "2027-01-01", null, []],
    ["one day", "jours_reels", "2026-02-28", "2026-02-28", [50n]],
  ] as const)("%s", (_name, prorata, debut, fin, expected) => {
    expect(amounts(computeUsage([lot(1, debut, fin)], [pack], prorata, year(2026)))).toEqual(expected)
  })

  it("counts the 29 February of a leap year", () => {
    const february = (exercice: number, last: string) =>
      computeUsage([lot(1, `${exercice}-02-28`, last)], [price("29")], "jours_reels", year(exercice))
    expect(february(2028, "2028-02-29").map(({ jours, montantHt }) => [jours, montantHt])).toEqual([
      [{ nombre: 2, sur: 29 }, 200n],
    ])
    expect(february(2027, "2027-02-28").map(({ jours }) => jours)).toEqual([{ nombre: 1, sur: 28 }])
  })

  it("a change of price cuts the line: with the month by months, on its day by days", () => {
    const versions = [pack, price("15", "2026-07-15")]
    expect(
      computeUsage([lot(2, "2026-01-01")], versions, "mois_entames", year(2026)).map(({ du, au, mois, montantHt }) => [
        ...[du, au, mois, montantHt],
      ]),
    ).toEqual([
      ["2026-01-01", "2026-07-31", 7, 19_600n],
      ["2026-08-01", "2026-12-31", 5, 15_000n],
    ])
    const byDay = computeUsage([lot(2, "2026-01-01")], versions, "jours_reels", year(2026))
    expect(byDay.map(({ du, au, jours }) => [du, au, jours?.nombre ?? null])).toEqual([
      ["2026-01-01", "2026-06-30", null],
      ["2026-07-01", "2026-07-14", 14],
      ["2026-07-15", "2026-07-31", 17],
      ["2026-08-01", "2026-12-31", null],
    ])
  })

  it("a yearly price is whole for a year, and a twelfth for each month", () => {
    const yearly = [price("100", "2020-01-01", "an")]
    expect(amounts(computeUsage([lot(1, "2020-01-01")], yearly, "mois_entames", year(2026)))).toEqual([10_000n])
    expect(amounts(computeUsage([lot(1, "2026-06-02")], yearly, "mois_entames", year(2026)))).toEqual([5833n])
  })

  it("a price paid once is due with the day that units begin, and never again", () => {
    const once = [price("50", "2020-01-01", "unique")]
    expect(amounts(computeUsage([lot(3, "2026-12-31")], once, "jours_reels", year(2026)))).toEqual([15_000n])
    expect(computeUsage([lot(3, "2026-12-31")], once, "jours_reels", year(2027))).toEqual([])
  })
})

const anyDay = fc.integer({ min: 0, max: 12 * 365 }).map((days) => addDays(day("2019-01-01"), days))
const anyLot = fc
  .record({
    quantite: fc.integer({ min: 1, max: 300 }),
    debut: anyDay,
    days: fc.option(fc.integer({ min: 0, max: 1500 }), { nil: null }),
  })
  .map(({ quantite, debut, days }): Lot => ({ quantite, debut, fin: days === null ? null : addDays(debut, days) }))
const anyVersions = fc
  .uniqueArray(fc.record({ cents: fc.integer({ min: 1, max: 90_000 }), depuis: anyDay }), {
    minLength: 1,
    maxLength: 4,
    selector: ({ depuis }) => depuis,
  })
  .map((list) =>
    list
      .map(({ cents, depuis }) => price((cents / 100).toFixed(2), depuis))
      .sort((a, b) => a.depuis.localeCompare(b.depuis)),
  )

describe("random years", () => {
  it("a year is its two halves, within the roundings of its lines", () => {
    fc.assert(
      fc.property(
        fc.array(anyLot, { maxLength: 4 }),
        anyVersions,
        fc.constantFrom(...PRORATAS),
        fc.integer({ min: 2019, max: 2032 }),
        (lots, versions, prorata, exercice) => {
          const cost = (du: string, au: string) => computeUsage(lots, versions, prorata, { du: day(du), au: day(au) })
          const whole = cost(`${exercice}-01-01`, `${exercice}-12-31`)
          const halves = [
            ...cost(`${exercice}-01-01`, `${exercice}-06-30`),
            ...cost(`${exercice}-07-01`, `${exercice}-12-31`),
          ]
          const gap = sum(amounts(whole)) - sum(amounts(halves))
          const lines = BigInt(whole.length + halves.length)
          expect(gap <= lines && gap >= -lines).toBe(true)
        },
      ),
    )
  })

  it("by days at one price, a year costs its days: each month's share is exact", () => {
    fc.assert(
      fc.property(anyLot, fc.integer({ min: 2019, max: 2032 }), (one, exercice) => {
        const lignes = computeUsage([one], [pack], "jours_reels", year(exercice))
        const days =
          lignes.reduce((total, { du, au }) => total + Number(new Date(au)) - Number(new Date(du)) + 86_400_000, 0) /
          86_400_000
        const [from, to] = [
          max(one.debut, `${exercice}-01-01`),
          min(one.fin ?? `${exercice}-12-31`, `${exercice}-12-31`),
        ]
        const expected = from > to ? 0 : (Number(new Date(to)) - Number(new Date(from))) / 86_400_000 + 1
        expect(days).toBe(expected)
        expect(days <= daysInYear(exercice)).toBe(true)
        for (const { montantHt, mois, jours, quantite } of lignes)
          expect(montantHt).toBe(
            priceOfPart(quantite, decimal("14"), BigInt(jours?.nombre ?? mois), BigInt(jours?.sur ?? 1)),
          )
      }),
    )
  })

  it("never costs more by days than by months begun, nor more by months begun than by years begun", () => {
    fc.assert(
      fc.property(anyLot, fc.integer({ min: 2019, max: 2032 }), (one, exercice) => {
        const cost = (prorata: (typeof PRORATAS)[number]) =>
          sum(amounts(computeUsage([one], [pack], prorata, year(exercice))))
        expect(cost("jours_reels") <= cost("mois_entames")).toBe(true)
        expect(cost("mois_entames") <= cost("annee_entiere")).toBe(true)
        expect(cost("annee_pleine_suivante") <= cost("mois_entames")).toBe(true)
      }),
    )
  })
})

const max = (a: string, b: string): string => (a > b ? a : b)
const min = (a: string, b: string): string => (a < b ? a : b)

describe("units that come and go", () => {
  it("are lots: the last to come is the first to leave", () => {
    const changes = [
      { depuis: day("2026-03-15"), quantite: 8 },
      { depuis: day("2026-07-01"), quantite: 4 },
    ]
    expect(lotsOf(5, changes, day("2026-01-01"), null)).toEqual([
      lot(4, "2026-01-01"),
      lot(3, "2026-03-15", "2026-06-30"),
      lot(1, "2026-01-01", "2026-06-30"),
    ])
  })

  it("are on each day as many as was agreed", () => {
    const changes = fc.array(fc.record({ depuis: anyDay, quantite: fc.integer({ min: 1, max: 50 }) }), { maxLength: 6 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), changes, anyDay, (premiere, list, when) => {
        const debut = day("2019-01-01")
        const ordered = [...list].sort((a, b) => a.depuis.localeCompare(b.depuis))
        const agreed = ordered.findLast(({ depuis }) => depuis <= when)?.quantite ?? premiere
        const units = lotsOf(premiere, ordered, debut, null)
          .filter(({ debut: from, fin }) => from <= when && (fin === null || fin >= when))
          .reduce((total, { quantite }) => total + quantite, 0)
        expect(units).toBe(agreed)
      }),
    )
  })

  it("meet a new price by the rule of their service", () => {
    const reached = (revision: Parameters<typeof reachesOn>[1], depuis = "2026-04-01"): CalendarDate | null =>
      reachesOn(day(depuis), revision)
    expect(reached("jamais")).toBeNull()
    expect(reached("a_sa_date")).toBe("2026-04-01")
    expect(reached("premier_janvier")).toBe("2027-01-01")
    expect(reached("premier_janvier", "2027-01-01")).toBe("2027-01-01")
  })
})
