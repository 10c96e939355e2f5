import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs"
import { describe, expect, it } from "vitest"
import { calendarDate } from "@/lib/platform/dates.ts"
import { de, type Ecrit } from "@/lib/platform/ecrit/ecrit.ts"
import { renderDocx } from "@/lib/platform/ecrit/render-docx.ts"
import { renderPdf } from "@/lib/platform/ecrit/render-pdf.ts"
import { sum } from "@/lib/platform/money.ts"
import { etatOf, lettreOf, type Paper } from "@/lib/redevances/pdf/creance.ts"
import { deliberationOf } from "@/lib/redevances/pdf/deliberation.ts"
import { BAREMES_PUBLIES, findBareme } from "@/lib/redevances/rules/bareme.ts"
import { titreOf } from "@/lib/redevances/rules/titre.ts"
import { faceSizes, inspectPdf } from "../../support/pdf-tools.ts"

const TODAY = calendarDate("2026-11-22")
const PAPER: Paper = {
  ...{ today: TODAY, demonstration: true },
  creancier: {
    ...{ nom: "Évreux", type: "commune", siren: "212702294", siret: null, publicId: "x", courriel: null },
    ...{ adresse: "Place de la Mairie", codePostal: "27000", ville: "Évreux" },
  },
  creance: {
    ...{ id: "c", annee: 2026, etat: "envoyee", montant: 114393n, paye: 0n, version: 2 },
    operateur: { id: "o", nom: "Orange", siren: null, adresse: null, codePostal: null, ville: null },
    calcul: {
      etapes: ["Souterrain : 12,345 km × 49,11 € = 606,26 €"],
      source: "Maires de France, plafonds 2026",
      lignes: [
        { nature: "souterrain", domaine: "routier", quantite: "12.345", unite: "km", taux: "49.11", montant: "60626" },
        { nature: "aerien", domaine: "routier", quantite: "8.21", unite: "km", taux: "65.49", montant: "53767" },
      ],
    },
    deliberation: { numero: "2021-14", adopteeLe: calendarDate("2021-02-15"), exigibleLe: calendarDate("2026-01-01") },
    ...{ exigibleLe: calendarDate("2026-01-01"), envoyeeLe: TODAY, echeance: calendarDate("2026-12-22") },
  },
}
const DELIBERATION = deliberationOf({
  deliberation: {
    ...{ id: "d", annee: 2026, permanente: true, taux: null, arrondi: "centime", prorata: false },
    ...{ exigibiliteMois: 1, exigibiliteJour: 1, numero: null, adopteeLe: null },
  },
  ...{ creancier: PAPER.creancier, bareme: findBareme(BAREMES_PUBLIES, 2026), today: TODAY, demonstration: false },
})
const ECRITS: [string, Ecrit][] = [
  ["letter", lettreOf(PAPER)],
  ["état des sommes dues", etatOf(PAPER)],
  ["délibération", DELIBERATION],
]

const folder = mkdtempSync(join(tmpdir(), "ecrits-"))
const tool = (name: string, ...args: string[]) => execFileSync(name, args, { encoding: "utf8" })
const spaces = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, " ")

describe.each(ECRITS)("the %s", (name, ecrit) => {
  const file = join(folder, `${name.replaceAll(" ", "-")}.pdf`)

  it("as PDF is tagged, titled, in French, with real table cells and its figures as text", async () => {
    writeFileSync(file, await renderPdf(ecrit))
    const info = tool("pdfinfo", file)
    expect(info).toMatch(/Tagged:\s+yes/)
    expect(info).toContain(ecrit.titre.replace("’", "’"))
    const structure = tool("pdfinfo", "-struct-text", file)
    for (const tag of ["H1", "Table", "TR", "TH", "TD", "P"]) expect(structure).toMatch(new RegExp(`\\b${tag}\\b`))
    expect(spaces(tool("pdftotext", "-layout", file, "-"))).toContain("49,11 €")
  }, 30_000)

  it("is the same bytes twice", async () => {
    expect((await renderPdf(ecrit)).equals(await renderPdf(ecrit))).toBe(true)
  }, 30_000)

  it("as DOCX holds the same words, with a heading and a table header", async () => {
    const docx = join(folder, `${ecrit.fichier}.docx`)
    writeFileSync(docx, await renderDocx(ecrit))
    const xml = tool("unzip", "-p", docx, "word/document.xml")
    expect(xml).toContain('w:val="Heading1"')
    expect(xml).toContain("<w:tblHeader/>")
    expect(spaces(xml.replace(/<[^>]+>/g, " "))).toContain("49,11 €")
  })
})

/** The words of the page in the order they are drawn, artifacts included. */
async function letters(file: string): Promise<string> {
  const page = await (await getDocument({ data: new Uint8Array(readFileSync(file)) }).promise).getPage(1)
  const { items } = await page.getTextContent()
  return items.map((item) => ("str" in item ? item.str : "")).join(" ")
}

it("a paper of several pages keeps its look over them, the mark of a demonstration apart", async () => {
  const words = "La commune de démonstration expose ses motifs avec tout le soin qu’il faut. ".repeat(5)
  const long = (rows: number): Ecrit => ({
    ...lettreOf(PAPER),
    blocs: [
      ...Array.from({ length: rows }, () => ({ genre: "paragraphe" as const, texte: words })),
      { genre: "liste", elements: Array.from({ length: rows }, () => words) },
      { genre: "tableau", resume: "Essai", entetes: ["Réseau", "Montant"], lignes: [["Souterrain", "1 €"]] },
    ],
  })
  for (const rows of [8, 9, 10]) {
    const bytes = await renderPdf(long(rows))
    const pages = faceSizes(bytes)
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) expect(page.filter((size) => size > 20)).toEqual([112])
    expect(inspectPdf(bytes).complaints).not.toMatch(/EMC/)
  }
}, 60_000)

it("the état des sommes dues says how its total was rounded", () => {
  const mentions = (montant: bigint) =>
    etatOf({ ...PAPER, creance: { ...PAPER.creance, montant } }).blocs.flatMap((bloc) =>
      bloc.genre === "mention" ? [bloc.texte] : [],
    )
  expect(mentions(114393n).join(" ")).not.toContain("à l’euro")
  expect(mentions(114400n).join(" ")).toContain("puis le total à l’euro (CG3P, article L. 2322-4)")
})

it("papers of a demonstration say so, others do not", async () => {
  const said = async (ecrit: Ecrit) => {
    const file = join(folder, "specimen.pdf")
    writeFileSync(file, await renderPdf(ecrit))
    // Across the page: each letter is a line of its own.
    return (await letters(file)).includes("SPÉCIMEN")
  }
  expect(await said(lettreOf(PAPER))).toBe(true)
  expect(await said(lettreOf({ ...PAPER, demonstration: false }))).toBe(false)
})

it.each([
  ["Breteuil", "de Breteuil"],
  ["Évreux", "d’Évreux"],
  ["Le Neubourg", "du Neubourg"],
  ["Les Andelys", "des Andelys"],
  ["La Barre", "de La Barre"],
])("the name %s is said %s", (nom, said) => {
  expect(de(nom)).toBe(said)
})

it("the titre has the commune's account, the year it is asked in, and lines that add up", () => {
  const titre = titreOf(PAPER.creance, TODAY)
  expect(titre).toMatchObject({ exercice: 2026, imputation: "70323", montant: 114393n })
  expect(sum(titre.lignes.map(({ montant }) => montant))).toBe(titre.montant)
  expect(spaces(titre.lignes[0]?.bases ?? "")).toBe("12,345 km × 49,11 € = 606,26 €")
})
