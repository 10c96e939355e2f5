import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { isSiren, isSiret } from "@/lib/collectivites/rules.ts"
import { COLUMNS } from "@/lib/imports/rules/columns.ts"
import { readFile } from "@/lib/imports/rules/file.ts"
import { IMPORT_GENRES } from "@/lib/imports/types.ts"
import { toCsv } from "@/lib/platform/csv.ts"

const bytes = (text: string) => new TextEncoder().encode(text)

describe("what the portal exports", () => {
  it("comes back as it left, whatever a spreadsheet would run", () => {
    const text = fc
      .string({ unit: fc.constantFrom(..."aé;,\"'+-@= 0%\u202f".split("")), minLength: 1, maxLength: 30 })
      .map((value) => `x${value}x`)
    fc.assert(
      fc.property(text, fc.constantFrom("", "+", "-"), (value, sign) => {
        const adresse = `${sign}${value}`
        const file = toCsv([{ code_insee: "27112", adresse }], ["code_insee", "adresse"])
        const read = readFile(bytes(file), "membres")
        expect(read.ok && read.value.rows[0]?.erreurs).toEqual([])
        expect(read.ok && read.value.rows[0]?.cells.adresse).toBe(adresse.replace(/[\s\u202f]+/g, " "))
      }),
    )
  })

  it.each(IMPORT_GENRES)("a model of %s is read without an error nor an unknown column", (genre) => {
    const { columns } = COLUMNS[genre]
    const example = Object.fromEntries(columns.map(({ name, example: value }) => [name, value]))
    const read = readFile(
      bytes(
        toCsv(
          [example],
          columns.map(({ name }) => name),
        ),
      ),
      genre,
      "municipale",
    )
    expect(read).toMatchObject({ ok: true, value: { ignorees: [], rows: [{ erreurs: [] }] } })
  })

  it("gives in its examples numbers that hold", () => {
    const { columns } = COLUMNS.membres
    expect(isSiren(columns.find(({ name }) => name === "siren")?.example ?? "")).toBe(true)
    expect(isSiret(columns.find(({ name }) => name === "siret")?.example ?? "")).toBe(true)
  })
})
