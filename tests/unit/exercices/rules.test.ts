import { describe, expect, it } from "vitest"
import { checkClosable, isOverdue } from "@/lib/exercices/rules.ts"
import type { Bilan } from "@/lib/exercices/types.ts"
import { calendarDate } from "@/lib/platform/dates.ts"

const bilan = (more: Partial<Bilan> = {}): Bilan => ({
  ...{ titres: 443, facture: 1n, annule: 0n, regle: 0n, du: 1n, dus: 443, credits: 0, aEnvoyer: 2, refuses: 1 },
  ...{ campagnes: 0, projets: 0 },
  ...more,
})
const JANUARY = calendarDate("2027-01-10")

describe("closing an exercice", () => {
  it("waits for the end of the year", () => {
    expect(checkClosable(2026, calendarDate("2026-12-31"), bilan())).toMatchObject({ refusal: "exercice-en-cours" })
    expect(checkClosable(2026, calendarDate("2027-01-01"), bilan())).toMatchObject({ ok: true })
  })

  it.each([
    ["a campaign under way", { campagnes: 1 }, "campagnes-ouvertes"],
    ["a correction that waits", { projets: 1 }, "corrections-en-attente"],
    ["nothing in it", { titres: 0 }, "exercice-vide"],
  ] as const)("is kept back by %s", (_, more, refusal) => {
    expect(checkClosable(2026, JANUARY, bilan(more))).toMatchObject({ refusal })
  })

  it("is not kept back by what is owed, refused or not sent", () => {
    expect(checkClosable(2026, JANUARY, bilan({ dus: 443, refuses: 9, aEnvoyer: 9 }))).toMatchObject({ ok: true })
  })

  it("is late once the journée complémentaire has passed", () => {
    expect([isOverdue(2026, calendarDate("2027-01-31")), isOverdue(2026, calendarDate("2027-02-01"))]).toEqual([
      false,
      true,
    ])
  })
})
