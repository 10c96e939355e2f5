import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { formatAmount } from "@/lib/platform/format.ts"
import { decimal } from "@/lib/platform/money.ts"
import { latinFonts } from "@/lib/platform/pdf/fonts.ts"
import { renderTitre } from "@/lib/titres/pdf/render.ts"
import { sumLignes, withVat } from "@/lib/titres/rules.ts"
import type { TitreLigne } from "@/lib/titres/types.ts"
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

  it("says of many lines who pays, for whom, by which act, over as many pages as it takes, and the same sums", async () => {
    const [plain] = titreOf("Évreux").lignes
    if (!plain) throw new Error("a titre without a line")
    const lignes: TitreLigne[] = withVat(
      Array.from({ length: 24 }, (_, index) => ({
        ...plain,
        libelle: `Pack cyber, poste ${index + 1}`,
        bases: "1 poste × 14 € × 12 mois = 168,00 €",
        quantite: decimal("12"),
        prixUnitaire: decimal("14"),
        montantHt: 16_800n + BigInt(index),
        categorieTva: "S" as const,
        tauxTva: decimal("20.00"),
        beneficiaire: index === 23 ? "Commune de Gravigny" : null,
        acte: "Convention n° 2026-12 du 2 mars 2026",
      })),
    )
    const { ht, tva, ttc } = sumLignes(lignes)
    const titre = { ...titreOf("Évreux"), lignes, montantHt: ht, montantTva: tva, montantTtc: ttc }
    writeFileSync(file, await renderTitre(titre, emetteur(true), await latinFonts()))
    const said = (...more: string[]) =>
      execFileSync("pdftotext", ["-raw", ...more, file, "-"], { encoding: "utf8" }).replace(/\s+/g, " ")
    const pages = Number(/Pages:\s+(\d+)/.exec(execFileSync("pdfinfo", [file], { encoding: "utf8" }))?.[1])
    expect(pages).toBeGreaterThan(1)
    for (let page = 1; page <= pages; page++) {
      expect(said("-f", `${page}`, "-l", `${page}`)).toContain("2026-COT-42")
      expect(said("-f", `${page}`, "-l", `${page}`).replaceAll(" ", "")).toContain("SPÉCIMEN")
    }
    const text = said()
    for (const { libelle } of lignes) expect(text).toContain(libelle)
    expect(text).toContain("Pour Commune de Gravigny")
    expect(text).toContain("Convention n° 2026-12")
    // The sums are read one by one: a label and its amount are two columns.
    for (const cents of [ht, tva, ttc]) expect(text).toContain(formatAmount(cents).replace(/\s/g, " "))
  })
})
