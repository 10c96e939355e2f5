import { createRequire } from "node:module"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { recordPlaces } from "@/lib/bal/rules/lines.ts"

type Papa = {
  parse(
    text: string,
    options: object,
  ): { data: Record<string, string>[]; meta: { delimiter: string; linebreak: string } }
}
// The parser that the validator itself uses.
const papa = createRequire(createRequire(import.meta.url).resolve("@ban-team/validateur-bal"))("papaparse") as Papa

const linesOf = (text: string) => {
  const { data, meta } = papa.parse(text, { header: true, skipEmptyLines: true, delimitersToGuess: [",", "\t", ";"] })
  return {
    records: data.length,
    lines: recordPlaces(Buffer.from(text), meta.delimiter, meta.linebreak).map(({ line }) => line),
  }
}

describe("lines of records", () => {
  it.each([
    ["plain rows", "a;b\n1;2\n3;4\n", [1, 2, 3]],
    ["Windows line ends", "a;b\r\n1;2\r\n3;4\r\n", [1, 2, 3]],
    ["a line end inside quotes", 'a;b\n"1\nbis";2\n3;4\n', [1, 2, 4]],
    ["a Windows line end inside quotes", 'a;b\r\n"1\r\nbis";2\r\n3;4\r\n', [1, 2, 4]],
    ["empty lines between", "a;b\n\n1;2\n\n\n3;4\n", [1, 3, 6]],
    ["lone line feeds among Windows line ends", "a;b\r\n\n1;2\r\n\n3;4\r\n", [1, 3, 5]],
    ["a byte order mark", "\ufeffa;b\n1;2\n", [1, 2]],
    ["a quote inside a cell", 'a;b\n5" ;2\n3;4\n', [1, 2, 3]],
    ["doubled quotes", 'a;b\n"l""été\n";2\n3;4\n', [1, 2, 4]],
  ])("are right with %s", (_name, text, expected) => {
    expect(linesOf(text).lines).toEqual(expected)
  })

  it("are as many as the validator's parser finds, whatever is quoted", () => {
    const cell = fc.oneof(
      fc.stringMatching(/^[a-z0-9 ]{0,6}$/),
      fc.stringMatching(/^[a-z\n;]{0,6}$/).map((text) => `"${text}"`),
      fc.constant('"il ""dit""\r\nnon"'),
    )
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(rows, fc.constantFrom("\n", "\r\n"), (all, end) => {
        const text = ["un;deux;trois", ...all.map((row) => row.join(";"))].join(end)
        const { records, lines } = linesOf(text)
        expect(lines).toHaveLength(records + 1)
      }),
    )
  })
})
