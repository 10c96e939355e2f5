import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { extractXml } from "@stackforge-eu/factur-x"
import { parse } from "csv-parse/sync"
import { XMLParser } from "fast-xml-parser"
import { afterAll, beforeAll, expect, test } from "vitest"
import { launch } from "@/tests/support/launcher.ts"

let folder: string
let figures: Map<string, number>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "portail-annee-"))
  const { ended, said } = launch(["scenario:annee", "--sortie", folder], {})
  expect(await ended, said()).toBe(0)
  figures = new Map(
    [...said().matchAll(/^\{"name":"(\w+)","value":(-?\d+)\}$/gm)].map(([, name, value]) => [
      String(name),
      Number(value),
    ]),
  )
}, 15 * 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const of = (name: string): number => figures.get(name) ?? Number.NaN
const files = (of: string) => readdirSync(join(folder, of)).sort()

test("a year's accounts balance, and every event of it took place", () => {
  expect(of("ecart_centimes")).toBe(0)
  expect(of("facture_centimes") - of("annule_centimes") - of("regle_centimes")).toBe(of("du_centimes"))
  expect(of("titres")).toBeGreaterThan(2 * 440)
  for (const name of [
    "souscriptions_commencees",
    "souscriptions_terminees",
    "corrections",
    "pes_refusees",
    "depots_refuses",
  ])
    expect(of(name), name).toBeGreaterThan(0)
  expect(of("mandats_pris_en_charge")).toBe(of("mandats"))
  expect(of("depots_recus")).toBe(of("depots"))
  expect([of("titres_sans_document"), of("deux_canaux")]).toEqual([0, 0])
})

test("what outsiders receive says the same sums", async () => {
  const rows = parse(readFileSync(join(folder, "titres.csv")), { delimiter: ";", columns: true }) as Record<
    string,
    string
  >[]
  const sum = (kept: (nature: string) => boolean) =>
    rows.filter(({ nature }) => kept(String(nature))).reduce((total, row) => total + Number(row.ttc_centimes), 0)
  expect(sum((nature) => nature === "recette")).toBe(of("facture_centimes"))
  expect(sum((nature) => nature !== "recette")).toBe(of("annule_centimes"))
  expect(rows).toHaveLength(of("titres") + of("corrections"))

  expect(files("factur-x")).toEqual(rows.map(({ numero }) => `titre-${numero}.pdf`).sort())
  for (const row of rows.filter((_, index) => index % 40 === 0)) {
    const { xml } = await extractXml(readFileSync(join(folder, "factur-x", `titre-${row.numero}.pdf`)))
    const euros = (Number(row.ttc_centimes) / 100).toFixed(2)
    expect(xml).toMatch(new RegExp(`<ram:GrandTotalAmount[^>]*>${euros}<`))
  }

  const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === "Piece" })
  const pieces = files("pes").flatMap((name) => {
    const bytes = readFileSync(join(folder, "pes", name))
    expect(bytes.subarray(0, 60).toString("latin1")).toContain('encoding="ISO-8859-1"')
    return parser.parse(bytes.toString("latin1"))["n:PES_Aller"].PES_RecetteAller?.Bordereau.Piece ?? []
  })
  expect(pieces).toHaveLength(of("pes_pieces"))

  const mandats = parse(readFileSync(join(folder, "mandats.csv")), {
    delimiter: ";",
    columns: true,
    bom: true,
  })
  expect(mandats).toHaveLength(of("mandats"))
})
