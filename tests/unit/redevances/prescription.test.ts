import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { addDays, calendarDate, daysBetween, daysInYear } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import { computeInterets, type TauxLegal } from "@/lib/redevances/rules/interets.ts"
import {
  claimableYears,
  dueDay,
  expiresThisYear,
  lastDayToAct,
  prescriptionOf,
} from "@/lib/redevances/rules/prescription.ts"

const day = calendarDate
const anyDay = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays(day("1990-01-01"), n))

describe("the five years of limitation", () => {
  it("of what was due on 1 January 2021 end with 2025", () => {
    const due = day("2021-01-01")
    expect(prescriptionOf(due, day("2025-12-31"))).toEqual({
      exigibleLe: due,
      dernierJour: day("2025-12-31"),
      prescrite: false,
    })
    expect(prescriptionOf(due, day("2026-01-02")).prescrite).toBe(true)
  })

  it.each([
    ["2021-03-15", "2026-03-14"],
    ["2023-03-01", "2028-02-29"],
    ["2024-02-29", "2029-02-28"],
    ["2024-03-01", "2029-02-28"],
    ["2023-02-28", "2028-02-27"],
    ["2020-12-31", "2025-12-30"],
  ])("of what was due on %s end on %s", (due, last) => {
    expect(lastDayToAct(day(due))).toBe(last)
  })

  it("are to the day: claimable on the last one, lost on the next", () => {
    fc.assert(
      fc.property(anyDay, (due) => {
        const last = lastDayToAct(due)
        expect(prescriptionOf(due, last).prescrite).toBe(false)
        expect(prescriptionOf(due, addDays(last, 1)).prescrite).toBe(true)
        expect([1825, 1826, 1827]).toContain(daysBetween(due, addDays(last, 1)))
      }),
    )
  })

  it("end later for what is due later", () => {
    fc.assert(
      fc.property(anyDay, (due) => {
        expect(lastDayToAct(addDays(due, 1)) >= lastDayToAct(due)).toBe(true)
      }),
    )
  })

  it("leave five years to ask for, of which the oldest goes at the end of the year", () => {
    expect(claimableYears(day("2026-11-22"))).toEqual([2022, 2023, 2024, 2025, 2026])
    expect(claimableYears(day("2026-01-01"))).toEqual([2022, 2023, 2024, 2025, 2026])
    expect(expiresThisYear(dueDay(2022), day("2026-11-22"))).toBe(true)
    expect(expiresThisYear(dueDay(2023), day("2026-11-22"))).toBe(false)
    expect(expiresThisYear(dueDay(2021), day("2026-11-22"))).toBe(false)
  })
})

const rate = (annee: number, semestre: 1 | 2, taux: string): TauxLegal => ({
  annee,
  semestre,
  taux: decimal(taux),
  source: "essai",
})
const flat = Array.from({ length: 60 }, (_, i) => [rate(1990 + i, 1, "4"), rate(1990 + i, 2, "4")]).flat()

describe("late interest", () => {
  it("runs from the day after the term, by half-years, each to the cent", () => {
    const interets = computeInterets({
      montant: 100_000n,
      echeance: day("2024-05-31"),
      au: day("2024-07-31"),
      taux: [rate(2024, 1, "5.00"), rate(2024, 2, "4.00")],
    })
    // 1000 × 5 % × 30/366 = 4,098… ; 1000 × 4 % × 31/366 = 3,387…
    expect(interets).toMatchObject({
      connus: true,
      total: 749n,
      periodes: [
        { jours: 30, montant: 410n },
        { jours: 31, montant: 339n },
      ],
    })
  })

  it("runs on each part until the day it is paid, and stops when nothing is left", () => {
    const retard = {
      montant: 100_000n,
      echeance: day("2024-05-31"),
      au: day("2026-11-22"),
      taux: [rate(2024, 1, "5.00"), rate(2024, 2, "4.00")],
    }
    const paiements = [
      { jour: day("2024-07-31"), montant: 60_000n },
      { jour: day("2024-06-10"), montant: 40_000n },
    ]
    // 1000 × 5 % × 10/366 = 1,366… ; 600 × 5 % × 20/366 = 1,639… ; 600 × 4 % × 31/366 = 2,032…
    expect(computeInterets({ ...retard, paiements })).toMatchObject({
      connus: true,
      total: 504n,
      periodes: [
        { du: "2024-06-01", au: "2024-06-10", montant: 137n },
        { du: "2024-06-11", au: "2024-06-30", montant: 164n },
        { du: "2024-07-01", au: "2024-07-31", montant: 203n },
      ],
    })
    const onTime = [{ jour: day("2024-05-31"), montant: 100_000n }]
    expect(computeInterets({ ...retard, paiements: onTime })).toEqual({ connus: true, periodes: [], total: 0n })
    const unpaid = computeInterets({ ...retard, paiements: paiements.slice(1), au: day("2025-08-01") })
    expect(unpaid).toEqual({
      connus: false,
      manquants: [
        { annee: 2025, semestre: 1 },
        { annee: 2025, semestre: 2 },
      ],
    })
  })

  it("is nothing up to the term", () => {
    const none = { connus: true, periodes: [], total: 0n }
    const retard = { montant: 100_000n, echeance: day("2024-05-31"), taux: [] }
    expect(computeInterets({ ...retard, au: day("2024-05-31") })).toEqual(none)
    expect(computeInterets({ ...retard, au: day("2024-05-01") })).toEqual(none)
  })

  it("is withheld, naming the half-year, when a rate is not known", () => {
    expect(
      computeInterets({
        montant: 100_000n,
        echeance: day("2024-05-31"),
        au: day("2025-02-01"),
        taux: [rate(2024, 1, "5"), rate(2025, 1, "3")],
      }),
    ).toEqual({ connus: false, manquants: [{ annee: 2024, semestre: 2 }] })
  })

  it("counts each day once, and a full year at the rate of the year", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 1500 }), (echeance, late) => {
        const interets = computeInterets({ montant: 1_000_000n, echeance, au: addDays(echeance, late), taux: flat })
        if (!interets.connus) throw new Error("rates are known")
        expect(interets.periodes.reduce((total, { jours }) => total + jours, 0)).toBe(late)
      }),
    )
    for (const annee of [2023, 2024]) {
      const year = computeInterets({
        montant: 1_000_000n,
        echeance: day(`${annee - 1}-12-31`),
        au: day(`${annee}-12-31`),
        taux: flat,
      })
      expect(year).toMatchObject({ total: 40_000n })
      expect(daysInYear(annee)).toBe(annee === 2024 ? 366 : 365)
    }
  })
})
