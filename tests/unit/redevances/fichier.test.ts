import fc from "fast-check"
import { describe, expect, it } from "vitest"
import writeXlsxFile from "write-excel-file/node"
import { sumDecimals } from "@/lib/platform/money.ts"
import { readSheetFile } from "@/lib/platform/sheet.ts"
import { guessColumns, headerIndex, isComplete, metresColumns } from "@/lib/redevances/rules/fichier/colonnes.ts"
import { type Contexte, judgeRows } from "@/lib/redevances/rules/fichier/lignes.ts"
import { readQuantite } from "@/lib/redevances/rules/fichier/quantites.ts"

const km = (cell: string) => {
  const read = readQuantite(cell, "km")
  return read.lue ? read.valeur : read.vide ? null : "refus"
}

describe("a quantity in a cell", () => {
  it.each([
    ["12,4 km", "12.4"],
    ["12.4", "12.4"],
    ["850 ml", "0.85"],
    ["850 m", "0.85"],
    ["1 250,5", "1250.5"],
    ["1\u202f250 m", "1.25"],
    ["0", "0"],
    ["", null],
    ["néant", null],
    ["-3,2", "refus"],
    ["- 3 km", "refus"],
    ["douze", "refus"],
    ["12 m²", "refus"],
    ["1e3", "refus"],
    ["12,3456", "refus"],
    ["environ 12 km", "refus"],
  ])("%j is %j", (cell, expected) => {
    expect(km(cell)).toBe(expected)
  })

  it.each([
    ["in a column of metres", "12400", { enMetres: true }, { valeur: "12.4", note: /colonne est en mètres/ }],
    ["with its own unit in such a column", "12,4 km", { enMetres: true }, { valeur: "12.4", note: /lu comme/ }],
    ["too long for one line of a commune", "12400", {}, { valeur: "12400", alerte: /autre unité/ }],
  ])("%s says how it was read", (_, cell, options, { valeur, ...said }) => {
    const read = readQuantite(cell, "km", options)
    expect(read).toMatchObject({ lue: true, valeur })
    // Object.entries forgets its keys: they are fields of what was read.
    for (const [name, words] of Object.entries(said)) expect(read[name as keyof typeof read]).toMatch(words)
  })

  it("of masts is a whole number, whatever they are called", () => {
    expect(readQuantite("3 pylônes", "unités")).toMatchObject({ lue: true, valeur: "3" })
    expect(readQuantite("2,5", "unités")).toMatchObject({ lue: false, vide: false })
    expect(readQuantite("3 km", "unités")).toMatchObject({ lue: false, vide: false })
  })

  it("is the same number with or without its unit, with a comma or a point", () => {
    fc.assert(
      fc.property(fc.nat(9_999_999), (metres) => {
        const text = (metres / 1000).toFixed(3)
        expect(km(`${text.replace(".", ",")} km`)).toBe(km(text))
        expect(Number(km(`${metres} m`))).toBe(Number(km(text)))
      }),
    )
  })
})

describe("the columns of a file", () => {
  it("are guessed from their titles, whatever their order, case and accents", () => {
    expect(
      guessColumns(["Année", "AÉRIEN (km)", "Opérateur", "Artères souterraines (km)", "Emprise au sol m2"]),
    ).toEqual({
      annee: 0,
      aerien: 1,
      operateur: 2,
      souterrain: 3,
      emprise: 4,
    })
  })

  it("are in metres where their title says so, and nowhere else", () => {
    const titles = [
      "Souterrain (ml)",
      "Aérien en mètres",
      "Longueur (m)",
      "Emprise (m²)",
      "Emprise m2",
      "Souterrain km",
    ]
    expect([...metresColumns([...titles, "Mètres carrés", "Montant", "Ml posés"])]).toEqual([0, 1, 2, 8])
  })

  it("are found under the titles and blank lines that spreadsheets begin with", () => {
    expect(
      headerIndex([
        ["État du patrimoine", ""],
        ["", ""],
        ["Opérateur", "Souterrain"],
        ["Orange", "1"],
      ]),
    ).toBe(2)
  })

  it("are enough when they say whose and how much", () => {
    expect(isComplete({ operateur: 0, aerien: 1 })).toBe(true)
    expect(isComplete({ operateur: 0, nature: 1, quantite: 2 })).toBe(true)
    expect(isComplete({ operateur: 0, quantite: 2 })).toBe(false)
    expect(isComplete({ aerien: 1 })).toBe(false)
  })
})

const CONTEXTE: Contexte = {
  correspondance: { operateur: 0, annee: 1, souterrain: 2, aerien: 3, emprise: 4, total: 5 },
  annee: 2026,
  operateurs: [
    { id: "o", nom: "Orange", alias: ["france telecom"] },
    { id: "s", nom: "SFR", alias: [] },
  ],
  enMetres: new Set(),
  existants: new Set(),
  annees: { premiere: 2022, derniere: 2027 },
}
const judge = (rows: string[][], over: Partial<Contexte> = {}) =>
  judgeRows(
    rows.map((cellules, index) => ({ ligne: index + 2, cellules })),
    { ...CONTEXTE, ...over },
  )

describe("the rows of a file", () => {
  it("that are good are read with their units, and say how", () => {
    const [row] = judge([["France Télécom", "2024", "12,4 km", "850 m", "3,5 m²", ""]])
    expect(row).toMatchObject({ verdict: "bonne", operateurId: "o", annee: 2024 })
    expect(row?.lignes.map(({ nature, quantite }) => [nature, quantite])).toEqual([
      ["souterrain", "12.4"],
      ["aerien", "0.85"],
      ["emprise", "3.5"],
    ])
    expect(row?.messages).toHaveLength(3)
  })

  it.each([
    ["an operator unknown", ["Inconnu SA", "2024", "1", "", "", ""], "n'est pas connu"],
    ["a negative length", ["Orange", "2024", "-1,2", "", "", ""], "négatif"],
    ["a total that differs from its lines", ["Orange", "2024", "12", "8", "", "25"], "diffère de la somme"],
    ["a year too old", ["Orange", "2015", "12", "", "", ""], "de 2022 à 2027"],
    ["words for a length", ["Orange", "2024", "beaucoup", "", "", ""], "n'est pas un nombre"],
    ["nothing at all", ["Orange", "2024", "", "", "", ""], "Aucune longueur"],
  ])("with %s are refused, saying why", (_, cells, said) => {
    const [row] = judge([cells])
    expect(row?.verdict).toBe("refusee")
    expect(row?.messages.join(" ")).toContain(said)
  })

  it("without operator under one that has it (merged cells) wait for a person's word", () => {
    const [, row] = judge([
      ["Orange", "2024", "12", "", "", ""],
      ["", "2024", "", "3", "", ""],
    ])
    expect(row).toMatchObject({ verdict: "a_confirmer", operateurId: "o" })
    expect(row?.messages.join(" ")).toContain("fusionnées")
    expect(judge([["", "2024", "12", "", "", ""]])[0]?.verdict).toBe("refusee")
  })

  it("that give two statements for a year are told apart: the second refused, the first to confirm", () => {
    const rows = judge([
      ["Orange", "2024", "12", "", "", ""],
      ["Orange", "2024", "13", "", "", ""],
      ["Orange", "2026", "13", "", "", ""],
    ])
    expect(rows.map(({ verdict }) => verdict)).toEqual(["a_confirmer", "refusee", "bonne"])
  })

  it("that would replace a recorded statement wait for a person's word", () => {
    const [row] = judge([["SFR", "2024", "12", "", "", ""]], { existants: new Set(["s/2024"]) })
    expect(row).toMatchObject({ verdict: "a_confirmer" })
  })

  it("of total are never statements, and are compared with the rows above", () => {
    const rows = judge([
      ["Orange", "2024", "12", "3", "", ""],
      ["SFR", "2024", "1", "", "", ""],
      ["TOTAL", "", "13", "4", "", ""],
    ])
    expect(rows[2]).toMatchObject({ verdict: "total", operateurId: null })
    expect(rows[2]?.messages.join(" ")).toContain("17 km, les lignes au-dessus font 16 km")
  })

  it("under a total that differs are not taken without a person's word; a total of square metres counts too", () => {
    const rows = judge([
      ["Orange", "2024", "12", "3", "4", ""],
      ["SFR", "2024", "1", "", "", ""],
      ["TOTAL", "", "13", "3", "9", ""],
    ])
    expect(rows.map(({ verdict }) => verdict)).toEqual(["a_confirmer", "a_confirmer", "total"])
    expect(rows[2]?.messages).toEqual([
      "Ligne de total, non enregistrée : elle dit 9 m², les lignes au-dessus font 4 m². Vérifiez le fichier avant de continuer.",
    ])
  })

  it("of a total by operator, then of the whole, agree with what each one sums", () => {
    const rows = judge([
      ["Orange", "2024", "12", "3", "", ""],
      ["TOTAL ORANGE", "", "12", "3", "", ""],
      ["SFR", "2024", "1", "", "", ""],
      ["TOTAL SFR", "", "", "", "", "1"],
      ["TOTAL", "", "13", "3", "", "16"],
    ])
    expect(rows.map(({ verdict }) => verdict)).toEqual(["bonne", "total", "bonne", "total", "total"])
    for (const row of rows.filter(({ verdict }) => verdict === "total"))
      expect(row.messages.join(" ")).toContain("correspond à la somme")
  })

  it("without their year or domain under one that has it (merged cells) wait for a person's word", () => {
    const merged = judge(
      [
        ["Orange", "2024", "12", "", "", "", "non routier"],
        ["SFR", "", "3", "", "", "", ""],
      ],
      { correspondance: { ...CONTEXTE.correspondance, domaine: 6 } },
    )
    expect(merged[1]).toMatchObject({ verdict: "a_confirmer", annee: 2024, lignes: [{ domaine: "non_routier" }] })
    expect(merged[1]?.messages.join(" ")).toMatch(/Domaine absent.*Année absente/)
    const [first] = judge([["SFR", "", "3", "", "", ""]])
    expect(first).toMatchObject({ verdict: "a_confirmer", annee: 2026 })
    const unsaid = judge([["SFR", "3"]], { correspondance: { operateur: 0, souterrain: 1 } })
    expect(unsaid[0]).toMatchObject({ verdict: "bonne", annee: 2026, lignes: [{ domaine: "routier" }] })
  })

  it("of masts are recorded beside the rest", () => {
    const [row] = judge([["Orange", "mât", "2"]], { correspondance: { operateur: 0, nature: 1, quantite: 2 } })
    expect(row).toMatchObject({ verdict: "bonne", lignes: [{ nature: "mat", quantite: "2" }] })
  })

  it("in a column of metres are kilometres once read", () => {
    const [row] = judge([["Orange", "2024", "12400", "", "", ""]], { enMetres: new Set([2]) })
    expect(row).toMatchObject({ verdict: "bonne", lignes: [{ nature: "souterrain", quantite: "12.4" }] })
  })

  it("of subtotals, then of a grand total, are each compared with the rows that they sum", () => {
    const totals = (...grand: string[]) =>
      judge([
        ["Orange", "2023", "12", "", "", ""],
        ["Orange", "2024", "8", "", "", ""],
        ["Sous-total", "", "20", "", "", ""],
        ["SFR", "2024", "1,5", "", "", ""],
        ["Sous-total", "", "1,5", "", "", ""],
        ["Total général", "", ...grand, "", ""],
      ])
        .filter(({ verdict }) => verdict === "total")
        .map(({ messages }) => messages.join(" "))
    const right = "Ligne de total, non enregistrée : elle correspond à la somme des lignes."
    expect(totals("21,5", "")).toEqual([right, right, right])
    const [first, second, grand] = totals("22", "")
    expect([first, second]).toEqual([right, right])
    expect(grand).toContain("elle dit 22 km, les lignes au-dessus font 21,5 km")
  })

  it("are all answered, whatever they hold", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { minLength: 6, maxLength: 6 }), { maxLength: 20 }), (rows) => {
        const filled = rows.filter((cells) => cells.some((cell) => cell.trim() !== ""))
        const judged = judge(rows)
        expect(judged).toHaveLength(filled.length)
        for (const row of judged.filter(({ verdict }) => verdict === "refusee")) {
          expect(row.messages.length).toBeGreaterThan(0)
        }
        const taken = judged.filter(({ verdict }) => verdict === "bonne")
        for (const { lignes, operateurId } of taken) {
          expect(operateurId).not.toBeNull()
          for (const { quantite } of lignes)
            expect(Number(sumDecimals([{ value: quantite }]))).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })
})

describe("a file", () => {
  it("in XLSX, with a merged title, merged operators and units in its cells, is read", async () => {
    const bytes = await xlsx()
    const file = await readSheetFile(bytes, headerIndex)
    if (!file.ok) throw new Error(file.refusal)
    expect(file.value.entetes).toEqual(["Opérateur", "Année", "Souterrain", "Aérien"])
    const rows = judgeRows(file.value.lignes, { ...CONTEXTE, correspondance: guessColumns(file.value.entetes) })
    expect(rows.map(({ ligne, verdict }) => [ligne, verdict])).toEqual([
      [3, "bonne"],
      [4, "a_confirmer"],
      [5, "refusee"],
    ])
  })

  it("in XLSX keeps what a spreadsheet shows of its sums", async () => {
    const cell = (value: string | number) => ({ value })
    const bytes = await writeXlsxFile([
      [cell("Opérateur"), cell("Souterrain")],
      [cell("Orange"), cell(0.1 + 0.2)],
    ]).toBuffer()
    const file = await readSheetFile(bytes, headerIndex)
    expect(file).toMatchObject({ value: { lignes: [{ cellules: ["Orange", "0.3"] }] } })
  })

  it("in CSV of Windows, with semicolons, is read too", async () => {
    const csv = Buffer.from("Op\u00e9rateur;Ann\u00e9e;A\u00e9rien (km)\r\nOrange;2024;12,4 km\r\n", "latin1")
    const file = await readSheetFile(csv, headerIndex)
    expect(file).toMatchObject({ ok: true, value: { entetes: ["Opérateur", "Année", "Aérien (km)"] } })
  })

  it.each([
    ["bytes that are no workbook", Buffer.from("PK\u0003\u0004 pas un classeur"), "fichier-illisible"],
    ["zeros", Buffer.alloc(64), "fichier-illisible"],
    ["titles alone", Buffer.from("Opérateur;Aérien\n"), "fichier-vide"],
    ["more than 2 Mo", Buffer.alloc(2 * 1024 * 1024 + 1, 65), "fichier-trop-gros"],
  ])("made of %s is refused", async (_, bytes, refusal) => {
    expect(await readSheetFile(bytes, headerIndex)).toMatchObject({ ok: false, refusal })
  })
})

function xlsx(): Promise<Buffer> {
  const cell = (value: string | number) => ({ value })
  return writeXlsxFile([
    [{ value: "État du patrimoine", columnSpan: 4 }, null, null, null],
    [cell("Opérateur"), cell("Année"), cell("Souterrain"), cell("Aérien")],
    [{ value: "Orange", rowSpan: 2 }, cell(2024), cell("12,4 km"), cell(3.5)],
    [null, cell(2026), cell("850 ml"), null],
    [cell("SFR"), cell(2024), cell("-3"), null],
  ]).toBuffer()
}
