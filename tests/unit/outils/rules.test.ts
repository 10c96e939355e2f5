import { expect, it } from "vitest"
import { certificatOf, usageOf } from "@/lib/outils/rules.ts"
import { calendarDate } from "@/lib/platform/dates.ts"

const acces = { comptes: 2, identifiant: null, certificatJusqua: null, dernierUsageLe: calendarDate("2026-11-01") }
const open = { id: "1", etat: "en_service" as const }

it("a tool is used once somebody came, never used while open, asked for, or to open", () => {
  expect(usageOf({ souscription: open, acces, reprises: [] })).toBe("utilise")
  expect(usageOf({ souscription: open, acces: { ...acces, dernierUsageLe: null }, reprises: [] })).toBe(
    "jamais_utilise",
  )
  expect(usageOf({ souscription: open, acces: null, reprises: [] })).toBe("jamais_utilise")
  expect(usageOf({ souscription: { ...open, etat: "approuvee" }, acces, reprises: [] })).toBe("demande")
  expect(usageOf({ souscription: null, acces, reprises: [] })).toBe("a_ouvrir")
  const reprises = [{ ...acces, titulaire: "Breteuil" }]
  expect(usageOf({ souscription: open, acces: null, reprises }), "the accounts of a commune that merged").toBe(
    "utilise",
  )
})

it("a certificate is told of sixty days before it ends, and holds on its last day", () => {
  const today = calendarDate("2026-11-22")
  expect(
    [null, "2026-11-21", "2026-11-22", "2027-01-21", "2027-01-22"].map((day) =>
      certificatOf(day === null ? null : calendarDate(day), today),
    ),
  ).toEqual(["aucun", "expire", "bientot", "bientot", "valide"])
})
