import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { formatAmount } from "@/lib/platform/format.ts"
import { toEuros } from "@/lib/platform/money.ts"
import { readAmount, readDay } from "@/lib/reglements/rules/amount.ts"

describe("an amount", () => {
  it.each([
    ["1 234,56 €", 123_456n],
    ["1\u202f234,56\u00a0€", 123_456n],
    ["1.234,56", 123_456n],
    ["1,234.56", 123_456n],
    ["1234.5", 123_450n],
    ["164,80 EUR", 16_480n],
    ["+12,00", 1_200n],
    ["12", 1_200n],
    ["1.234.567", 123_456_700n],
    ["0,01", 1n],
  ])("%s is read to the cent", (text, cents) => {
    expect(readAmount(text)).toEqual({ cents })
  })

  it.each([
    ["", "manque"],
    ["  € ", "manque"],
    ["-12,00", "négatif"],
    ["(12,00)", "négatif"],
    ["12,00-", "négatif"],
    ["1,234", "ambigu"],
    ["1.234", "ambigu"],
    ["1,5E+03", "perdu ses chiffres"],
    ["12 34,00", "n'est pas un montant"],
    ["1.23.4", "n'est pas un montant"],
    ["douze", "n'est pas un montant"],
    ["12,345,6", "n'est pas un montant"],
    ["0,00", "nul"],
    ["99999999999999", "vraisemblable"],
    ["NaN", "n'est pas un montant"],
  ])("%s is refused with its reason", (text, reason) => {
    expect(readAmount(text)).toMatchObject({ probleme: expect.stringContaining(reason) })
  })

  it("as the portal writes it, or as a file does, comes back the same", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), (cents) => {
        expect(readAmount(formatAmount(cents))).toEqual({ cents })
        expect(readAmount(toEuros(cents))).toEqual({ cents })
        expect(readAmount(toEuros(cents).replace(".", ","))).toEqual({ cents })
      }),
    )
  })

  it("is a sum or a French reason, whatever the text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readAmount(text)
        if ("cents" in read) expect(read.cents > 0n).toBe(true)
        else expect(read.probleme).toMatch(/\.$/)
      }),
    )
  })
})

describe("a day", () => {
  it.each([
    ["03/11/2026", "2026-11-03"],
    ["3/11/26", "2026-11-03"],
    ["03-11-2026", "2026-11-03"],
    ["03.11.2026", "2026-11-03"],
    ["2026-11-03", "2026-11-03"],
    ["20261103", "2026-11-03"],
    ["2026-11-03T00:00:00", "2026-11-03"],
  ])("%s is read", (text, day) => {
    expect(readDay(text)).toBe(day)
  })

  it.each(["31/02/2026", "2026-13-01", "46000", "hier", "11/2026", ""])("%s is none", (text) => {
    expect(readDay(text)).toBeNull()
  })
})
