import { describe, expect, it } from "vitest"
import { addDays, calendarDate } from "@/lib/platform/dates.ts"
import { type CreanceSuivie, nextEtat } from "@/lib/redevances/rules/suivi.ts"

const day = calendarDate
const TODAY = day("2026-11-22")
const claim = (over: Partial<CreanceSuivie> = {}): CreanceSuivie => ({
  ...{ etat: "envoyee", montant: 125_852n, paye: 25_852n, exigibleLe: day("2024-01-01") },
  ...over,
})

describe("a claim", () => {
  it.each([
    [99_999n, { ok: true, value: "envoyee" }],
    [100_000n, { ok: true, value: "payee" }],
    [100_001n, { ok: false, refusal: "paiement-trop-grand" }],
  ])("of which 1 000,00 € are left, paid %i cents", (montantPaye, expected) => {
    expect(nextEtat(claim(), { acte: "paiement", jour: TODAY, montantPaye }, TODAY)).toMatchObject(expected)
  })

  it("is sent on its last day, and not on the next", () => {
    const due = claim({ etat: "preparee", paye: 0n, exigibleLe: day("2021-01-01") })
    const send = (jour: string) => nextEtat(due, { acte: "envoyer", jour: day(jour) }, TODAY)
    expect(send("2025-12-31")).toMatchObject({ ok: true, value: "envoyee" })
    expect(send("2026-01-01")).toMatchObject({ refusal: "creance-prescrite" })
  })

  it("is not acted on in the future, nor due before it is sent", () => {
    const due = claim({ etat: "preparee", paye: 0n })
    expect(nextEtat(due, { acte: "envoyer", jour: addDays(TODAY, 1) }, TODAY)).toMatchObject({ refusal: "date-future" })
    const early = { acte: "envoyer" as const, jour: TODAY, echeance: addDays(TODAY, -1) }
    expect(nextEtat(due, early, TODAY)).toMatchObject({ refusal: "echeance-avant" })
  })
})
