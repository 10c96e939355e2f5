import { parse } from "csv-parse/sync"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { toCsv } from "@/lib/platform/csv.ts"

describe("toCsv", () => {
  it("is what a French spreadsheet opens", () => {
    expect(toCsv([{ nom: "Évreux", habitants: 49_614 }], ["nom", "habitants"])).toBe(
      "\ufeffnom;habitants\r\nÉvreux;49614\r\n",
    )
  })

  it.each(["=1+1", "+33", "-2", "@SUM(A1)", "\tx", "\rx", "=cmd|'/C calc'!A0"])("disarms %j", (cell) => {
    const [row] = parse(toCsv([{ nom: cell }], ["nom"]), { bom: true, delimiter: ";", columns: true }) as {
      nom: string
    }[]
    expect(row?.nom).toBe(`'${cell}`)
  })

  it("never lets a cell begin as a formula, nor spill over its neighbour", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (cell) => {
        const file = toCsv([{ a: cell, b: "fin" }], ["a", "b"])
        const [row] = parse(file, { bom: true, delimiter: ";", columns: true }) as { a: string; b: string }[]
        expect(row?.a).not.toMatch(/^[=+\-@\t\r]/)
        expect(row?.b).toBe("fin")
      }),
    )
  })
})
