import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { latinFonts } from "@/lib/platform/pdf/fonts.ts"
import { renderTitre } from "@/lib/titres/pdf/render.ts"
import { emetteur, titreOf } from "@/tests/support/titres.ts"

const folder = mkdtempSync(join(tmpdir(), "portail-pdf-"))
const file = join(folder, "titre.pdf")
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const LONGEST =
  "Syndicat intercommunal d’assainissement et d’eau potable de Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson"

async function pdfOf(nom: string, demonstration: boolean) {
  const bytes = await renderTitre(titreOf(nom), emetteur(demonstration), await latinFonts())
  writeFileSync(file, bytes)
  const run = (tool: string, ...args: string[]) => execFileSync(tool, args, { encoding: "utf8" })
  return {
    bytes,
    info: run("pdfinfo", file),
    fonts: run("pdffonts", file),
    text: run("pdftotext", "-layout", file, "-"),
  }
}

describe("the PDF of a titre", { timeout: 30_000 }, () => {
  it("is one tagged A4 page with a title, however long the debtor's name", async () => {
    const { info } = await pdfOf(LONGEST, true)
    expect(info).toMatch(/Pages:\s+1\n/)
    expect(info).toMatch(/Tagged:\s+yes/)
    expect(info).toMatch(/Title:\s+Titre de recette 2026-COT-42/)
    expect(info).toMatch(/A4/)
  })

  it("embeds its fonts and draws French as it is written", async () => {
    // The face has no capital Ÿ: the letter is drawn bare, never left out.
    const { fonts, text } = await pdfOf("L’Œuf-sur-Ÿvette", false)
    for (const row of fonts.trim().split("\n").slice(2)) expect(row).toMatch(/yes yes yes/)
    expect(text).toContain("L’Œuf-sur-Yvette")
    expect(text).toContain("œuvre")
    expect(text).toMatch(/4\s961,40\s€/)
  })

  it("carries every mandatory mention", async () => {
    const text = (await pdfOf("Évreux", false)).text.replace(/\s+/g, " ")
    for (const mention of [
      "2026-COT-42",
      "7474",
      "49 614 hab. (population totale, millésime 2022)",
      "L. 252 A du livre des procédures fiscales",
      "R. 2342-4 et D. 3342-11",
      "deux mois",
      "L. 1617-5",
      "suspend la force exécutoire",
      "22 novembre 2026",
      "22 décembre 2026",
      "Service de gestion comptable",
      "Président",
      "212702294",
    ])
      expect(text).toContain(mention)
  })

  it("says SPÉCIMEN across the page in a demonstration only, and is the same bytes twice", async () => {
    const first = await pdfOf("Évreux", true)
    const second = await pdfOf("Évreux", true)
    const real = await pdfOf("Évreux", false)
    expect(first.bytes.equals(second.bytes)).toBe(true)
    expect(first.bytes.equals(real.bytes)).toBe(false)
    expect(real.text).not.toContain("SPÉCIMEN")
  })
})
