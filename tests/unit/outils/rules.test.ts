import { expect, it } from "vitest"
import { alerteDue } from "@/lib/notifications/rules.ts"
import { certificatOf, usageOf } from "@/lib/outils/rules.ts"
import { calendarDate } from "@/lib/platform/dates.ts"

const acces = { comptes: 2, identifiant: null, certificatJusqua: null, dernierUsageLe: calendarDate("2026-11-01") }
const open = { id: "1", etat: "en_service" as const }

it("a tool is used once somebody came, never used while open, asked for, or to open", () => {
  expect(usageOf({ souscription: open, acces, reprises: [], dernierUsageLe: null })).toBe("utilise")
  expect(
    usageOf({ souscription: open, acces: { ...acces, dernierUsageLe: null }, reprises: [], dernierUsageLe: null }),
  ).toBe("jamais_utilise")
  expect(usageOf({ souscription: open, acces: null, reprises: [], dernierUsageLe: null })).toBe("jamais_utilise")
  expect(usageOf({ souscription: { ...open, etat: "approuvee" }, acces, reprises: [], dernierUsageLe: null })).toBe(
    "demande",
  )
  expect(usageOf({ souscription: null, acces, reprises: [], dernierUsageLe: null })).toBe("a_ouvrir")
  const reprises = [{ ...acces, titulaire: "Breteuil" }]
  expect(
    usageOf({ souscription: open, acces: null, reprises, dernierUsageLe: null }),
    "the accounts of a commune that merged",
  ).toBe("utilise")
})

const today = calendarDate("2026-11-22")
const ALERTES = [60, 30, 7]

it("a certificate is to be renewed from its first notice, and holds on its last day", () => {
  expect(
    [null, "2026-11-21", "2026-11-22", "2027-01-21", "2027-01-22"].map((day) =>
      certificatOf(day === null ? null : calendarDate(day), today, ALERTES),
    ),
  ).toEqual(["aucun", "expire", "bientot", "bientot", "valide"])
  expect(certificatOf(calendarDate("2026-12-15"), today, [10])).toBe("valide")
})

it.each([
  ["2027-01-22", null, null],
  ["2027-01-21", null, 60],
  ["2027-01-21", 60, null],
  ["2026-12-22", 60, 30],
  ["2026-11-29", 30, 7],
  ["2026-11-22", 7, null],
  ["2026-11-21", 7, 0],
  ["2020-01-01", 0, null],
])(
  "of a certificate that ends on %s, last told %s days before, the notice that is due is %s",
  (jusqua, dernier, due) => {
    expect(alerteDue({ jusqua: calendarDate(jusqua), dernier }, today, ALERTES)).toBe(due)
  },
)

it("who slept hears the nearest notice alone, and a schedule set anew repeats nothing", () => {
  const near = { jusqua: calendarDate("2026-11-25"), dernier: null }
  expect(alerteDue(near, today, ALERTES)).toBe(7)
  expect(alerteDue({ ...near, dernier: 7 }, today, [45, 10])).toBeNull()
  expect(alerteDue({ ...near, dernier: 7 }, today, [45, 5])).toBe(5)
})
