import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { addDays, calendarDate } from "@/lib/platform/dates.ts"
import { type ARelancer, isDue, nextRelance } from "@/lib/reglements/rules/relances.ts"

const late = (of: Partial<ARelancer> = {}): ARelancer => ({
  echeance: calendarDate("2026-04-30"),
  reste: 100n,
  etat: "pris_en_charge",
  enPause: false,
  envoyees: [],
  ...of,
})

describe("a reminder", () => {
  it("is due so many days after the échéance, then after the interval between two ranks", () => {
    expect(nextRelance(late(), [15, 45])).toEqual({ rang: 1, le: "2026-05-15" })
    expect(nextRelance(late({ envoyees: [calendarDate("2026-05-15")] }), [15, 45])).toEqual({
      rang: 2,
      le: "2026-06-14",
    })
  })

  it("is never sent twice in a row by a worker that slept", () => {
    const asleep = late({ envoyees: [calendarDate("2026-11-22")] })
    expect(nextRelance(asleep, [15, 45])).toEqual({ rang: 2, le: "2026-12-22" })
  })

  it.each([
    ["paid", { reste: 0n }],
    ["paid too much", { reste: -5n }],
    ["cancelled", { etat: "annule" as const }],
    ["refused by the comptable", { etat: "rejete" as const }],
    ["given up by the comptable", { etat: "non_valeur" as const }],
    ["contested or paused", { enPause: true }],
    [
      "reminded of as often as the schedule says",
      { envoyees: [calendarDate("2026-05-15"), calendarDate("2026-06-14")] },
    ],
  ])("never leaves for a titre that is %s", (_, of) => {
    expect(nextRelance(late(of), [15, 45])).toBeNull()
  })

  it("does not exist without a schedule", () => {
    expect(nextRelance(late(), [])).toBeNull()
  })

  it("keeps its interval and never precedes its planned day, whatever the delays", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 3 }),
        fc.array(fc.nat(60), { maxLength: 3 }),
        (days, delays) => {
          const jours = days.sort((one, other) => one - other)
          const envoyees: ReturnType<typeof calendarDate>[] = []
          for (const delay of delays) {
            const next = nextRelance(late({ envoyees }), jours)
            if (!next) break
            expect(next.le >= addDays(calendarDate("2026-04-30"), jours[next.rang - 1] ?? 0)).toBe(true)
            const last = envoyees.at(-1)
            if (last) expect(next.le > last).toBe(true)
            expect(isDue(next, next.le)).toBe(true)
            envoyees.push(addDays(next.le, delay))
          }
          expect(envoyees.length).toBeLessThanOrEqual(jours.length)
        },
      ),
    )
  })
})
