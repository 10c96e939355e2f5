import fc from "fast-check"
import readXlsxFile from "read-excel-file/node"
import { describe, expect, it } from "vitest"
import { calendarDate } from "@/lib/platform/dates.ts"
import { csvSheet, neutralised, type SheetColumn, xlsxSheet } from "@/lib/platform/table-file.ts"

type Row = { nom: string; montant: bigint }
const COLUMNS: readonly SheetColumn<Row>[] = [
  { name: "Nom", kind: "text", of: ({ nom }) => nom },
  { name: "Montant", kind: "amount", of: ({ montant }) => montant },
  { name: "Jour", kind: "day", of: () => calendarDate("2026-03-02") },
  { name: "Rang", kind: "integer", of: () => 7 },
]
const DANGEROUS = ["=1+1", "+33 2", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1"]

const readBack = async (rows: Row[]) => {
  const [sheet] = await readXlsxFile(await xlsxSheet(COLUMNS, rows, "essai"))
  return sheet?.data ?? []
}

describe("a table that leaves for a spreadsheet", () => {
  it.each(DANGEROUS)("runs nothing of %j", async (nom) => {
    expect(neutralised(nom)).toBe(`'${nom}`)
    expect(csvSheet(COLUMNS, [{ nom, montant: 0n }]).split("\r\n")[1]).toMatch(/^"?'/)
    expect((await readBack([{ nom, montant: 0n }]))[1]?.[0]).toBe(`'${nom}`.trim())
  })

  it("opens in French: decimal commas, semicolons, a credit as a negative figure", () => {
    const [head, row] = csvSheet(COLUMNS, [{ nom: "Évreux", montant: -123_456n }]).split("\r\n")
    expect(head).toBe("\ufeffNom;Montant;Jour;Rang")
    expect(row).toBe("Évreux;-1234,56;2026-03-02;7")
  })

  it("keeps amounts as figures in a workbook", async () => {
    const [head, row] = await readBack([{ nom: "Évreux", montant: -16_480n }])
    expect(head).toEqual(["Nom", "Montant", "Jour", "Rang"])
    expect(row).toEqual(["Évreux", -164.8, new Date("2026-03-02"), 7])
  })

  it("holds every text, whatever it begins with", () => {
    fc.assert(
      fc.property(fc.string(), (nom) => {
        expect(/^[=+\-@\t\r]/.test(neutralised(nom))).toBe(false)
        expect(neutralised(nom).replace(/^'/, "")).toBe(nom.startsWith("'") ? nom.slice(1) : nom)
      }),
    )
  })
})
