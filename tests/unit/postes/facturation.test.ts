import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { PRORATAS, type Prorata } from "@/lib/catalogue/types.ts"
import { addDays, addMonths, type CalendarDate, calendarDate } from "@/lib/platform/dates.ts"
import { decimal, sum } from "@/lib/platform/money.ts"
import { computeMois, daysIn, lastDay, type Mois, moisOf, type PosteFacture } from "@/lib/postes/rules/facturation.ts"

const prix = {
  prixUnitaire: decimal("14.0000"),
  periodicite: "mois",
  categorieTva: "S",
  tauxTva: decimal("20.00"),
} as const
const poste = (
  numero: number,
  debut: string,
  fin: string | null = null,
  install: string | null = null,
): PosteFacture => ({
  numero,
  debut: calendarDate(debut),
  fin: fin === null ? null : calendarDate(fin),
  prix,
  prixInstallation: install === null ? null : decimal(install),
})
const mois = (text: string) => text as Mois

describe("three posts ordered on the 15th, one removed and two added the next month", () => {
  const parc = [
    poste(1, "2026-11-15", null, "40.00"),
    poste(2, "2026-11-15", "2026-12-10", "40.00"),
    poste(3, "2026-11-15", null, "40.00"),
    poste(4, "2026-12-20", null, "40.00"),
    poste(5, "2026-12-20", null, "40.00"),
  ]
  const amounts = (prorata: Prorata, text: string) => {
    const { lignes, ht, tva, ttc } = computeMois(parc, prorata, mois(text))
    return { lignes: lignes.map(({ genre, postes, montantHt }) => [genre, postes, montantHt]), ht, tva, ttc }
  }

  it("costs whole months where a month begun is due", () => {
    expect(amounts("mois_entames", "2026-11")).toEqual({
      lignes: [
        ["usage", [1, 2, 3], 4200n],
        ["installation", [1, 2, 3], 12000n],
      ],
      ht: 16200n,
      tva: 3240n,
      ttc: 19440n,
    })
    expect(amounts("mois_entames", "2026-12")).toEqual({
      lignes: [
        ["usage", [1, 3], 2800n],
        ["usage", [2], 1400n],
        ["usage", [4, 5], 2800n],
        ["installation", [4, 5], 8000n],
      ],
      ht: 15000n,
      tva: 3000n,
      ttc: 18000n,
    })
    expect(amounts("mois_entames", "2027-01")).toMatchObject({ ht: 5600n, tva: 1120n, ttc: 6720n })
  })

  it("costs days over the days of the month where it is by the day", () => {
    // 3 × 14 × 16/30 = 22.40; 14 × 10/31 = 4.516…; 2 × 14 × 12/31 = 10.838…
    expect(amounts("jours_reels", "2026-11").lignes[0]).toEqual(["usage", [1, 2, 3], 2240n])
    expect(amounts("jours_reels", "2026-12")).toMatchObject({
      lignes: [
        ["usage", [1, 3], 2800n],
        ["usage", [2], 452n],
        ["usage", [4, 5], 1084n],
        ["installation", [4, 5], 8000n],
      ],
      ht: 12336n,
      tva: 2467n,
      ttc: 14803n,
    })
  })

  it("costs the whole of each calendar year begun, or nothing of the first one", () => {
    expect(amounts("annee_entiere", "2026-01")).toMatchObject({ ht: 7000n })
    expect(amounts("annee_entiere", "2027-01")).toMatchObject({ ht: 5600n })
    expect(amounts("annee_pleine_suivante", "2026-12").lignes).toEqual([["installation", [4, 5], 8000n]])
    expect(amounts("annee_pleine_suivante", "2027-01")).toMatchObject({ ht: 5600n })
  })
})

it("three posts for twelve months at 14 € come to 504,00 € before tax, 604,80 € with it", () => {
  const parc = [1, 2, 3].map((numero) => poste(numero, "2026-01-01"))
  const year = Array.from({ length: 12 }, (_, at) =>
    computeMois(parc, "mois_entames", moisOf(addMonths(calendarDate("2026-01-01"), at))),
  )
  expect([sum(year.map(({ ht }) => ht)), sum(year.map(({ ttc }) => ttc))]).toEqual([50400n, 60480n])
})

it("a post that leaves the day it begins was in service one day", () => {
  expect(daysIn(poste(1, "2026-02-10", "2026-02-10"), mois("2026-02"))).toMatchObject({ jours: 1, joursDuMois: 28 })
  expect(daysIn(poste(1, "2026-02-10", "2026-02-09"), mois("2026-02"))).toBeNull()
})

it("a yearly price counts a twelfth a month, rounded once a line", () => {
  const yearly = {
    ...poste(1, "2026-01-01"),
    prix: { ...prix, prixUnitaire: decimal("100.00"), periodicite: "an" as const },
  }
  expect(computeMois([yearly], "mois_entames", mois("2026-03")).ht).toBe(833n)
  expect(
    computeMois([yearly, { ...yearly, numero: 2 }, { ...yearly, numero: 3 }], "mois_entames", mois("2026-03")).ht,
  ).toBe(2500n)
})

describe("whatever the posts", () => {
  const start = calendarDate("2026-01-01")
  const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays(start, days))
  const arbitrary = fc
    .tuple(day, fc.option(fc.integer({ min: 0, max: 300 })), fc.integer({ min: 1, max: 999_999 }))
    .map(
      ([debut, length, units]): Omit<PosteFacture, "numero"> => ({
        debut,
        fin: length === null ? null : addDays(debut, length),
        prix: {
          ...prix,
          prixUnitaire: decimal(`${Math.floor(units / 10_000)}.${String(units % 10_000).padStart(4, "0")}`),
        },
        prixInstallation: null,
      }),
    )
  const parcs = fc
    .array(arbitrary, { maxLength: 30 })
    .map((list) => list.map((one, at) => ({ ...one, numero: at + 1 })))
  const anyMois = fc.integer({ min: 0, max: 15 }).map((at) => moisOf(addMonths(start, at)))
  const proratas = fc.constantFrom(...PRORATAS)

  it("the total is the sum of its lines, each post is on one line of use at most, and the order changes nothing", () => {
    fc.assert(
      fc.property(parcs, anyMois, proratas, (parc, month, prorata) => {
        const { lignes, ht, tva, ttc } = computeMois(parc, prorata, month)
        expect(ht).toBe(sum(lignes.map(({ montantHt }) => montantHt)))
        expect(ttc).toBe(ht + tva)
        const billed = lignes.flatMap(({ postes }) => [...postes])
        expect(new Set(billed).size).toBe(billed.length)
        expect(computeMois([...parc].reverse(), prorata, month)).toMatchObject({ ht, tva, ttc })
      }),
    )
  })

  it("by the day never costs more than by the month begun, nor that more than by the year, to a cent a line", () => {
    fc.assert(
      fc.property(parcs, anyMois, (parc, month) => {
        const of = (prorata: Prorata) => computeMois(parc, prorata, month)
        const slack = BigInt(of("jours_reels").lignes.length)
        expect(of("jours_reels").ht <= of("mois_entames").ht + slack).toBe(true)
        expect(of("mois_entames").ht <= of("annee_entiere").ht + BigInt(of("mois_entames").lignes.length)).toBe(true)
      }),
    )
  })

  it("what a month bills runs within that month", () => {
    fc.assert(
      fc.property(parcs, anyMois, proratas, (parc, month, prorata) => {
        for (const { du, au } of computeMois(parc, prorata, month).lignes) {
          const within: CalendarDate[] = [du, au]
          expect(within.every((one) => moisOf(one) === month && one <= lastDay(month))).toBe(true)
        }
      }),
    )
  })
})
