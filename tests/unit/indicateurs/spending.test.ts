import { describe, expect, it } from "vitest"
import { postesOf, spendingOf, totalOf } from "@/lib/indicateurs/rules.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import type { MemberSouscription } from "@/lib/souscriptions/types.ts"

const running = {
  service: "Pack Cyber sécurité",
  pilier: "Confiance numérique",
  quantite: 5,
  enServiceLe: calendarDate("2026-11-10"),
  termineeLe: null,
  prix: { prixUnitaire: decimal("14"), periodicite: "mois", categorieTva: "S", tauxTva: decimal("20") },
  options: [],
  // What the sums read, and nothing else of a souscription.
} as unknown as MemberSouscription

const facture = (service: string, montant: bigint) => ({ pilier: "Confiance numérique", service, montant })

describe("what a year costs", () => {
  it("is the membership, what runs by its months, and what was asked for beside it", () => {
    const spent = { cotisation: 441_90n, souscriptions: [], factures: [facture("Messagerie", 86_40n)] }
    expect(spendingOf(spent, 2026)).toEqual([
      { label: "Adhésion", montant: 441_90n },
      { label: "Confiance numérique", montant: 86_40n },
    ])
    expect(totalOf(postesOf(spent, 2026))).toBe(528_30n)
  })

  it("counts the options of a service with it, and none on quote", () => {
    const option = { optionId: "o", nom: "Option", unite: null, quantite: 2, depuis: null, jusqua: null }
    const once = {
      prixUnitaire: decimal("30"),
      periodicite: "unique",
      categorieTva: "E",
      tauxTva: decimal("0"),
    } as const
    const options = [
      { ...option, id: "1", prix: once },
      { ...option, id: "2", prix: null },
    ]
    const spent = (souscription: MemberSouscription) =>
      totalOf(spendingOf({ cotisation: null, souscriptions: [souscription], factures: [] }, 2026))
    expect(spent({ ...running, options }) - spent(running)).toBe(60_00n)
  })

  it("never counts twice a service that runs and was billed by the piece", () => {
    const souscriptions = [running]
    const alone = totalOf(spendingOf({ cotisation: null, souscriptions, factures: [] }, 2026))
    expect(alone).toBeGreaterThan(0n)
    const factures = [facture("Pack Cyber sécurité", 99_00n)]
    expect(totalOf(spendingOf({ cotisation: null, souscriptions, factures }, 2026))).toBe(alone)
  })

  it("says nothing of what a correction took back entirely", () => {
    const factures = [facture("Messagerie", 0n)]
    expect(spendingOf({ cotisation: 0n, souscriptions: [], factures }, 2026)).toEqual([])
  })
})
