import { describe, expect, it } from "vitest"
import type { CouncilReport } from "@/lib/bal/pdf/draw.ts"
import { renderCouncilReport } from "@/lib/bal/pdf/render.ts"
import type { Rapport, VoieRow } from "@/lib/bal/queries/report.ts"
import { faceSizes, inspectPdf } from "../../support/pdf-tools.ts"

const CODES = ["portail.position.absente", "portail.doublon.adresse", "portail.doublon.position"]
const voie = (rang: number): VoieRow => ({
  ...{ id: String(rang), rang, nom: `Chemin de la Vallée aux Loups n° ${rang}`, deleguee: null },
  ...{ adresses: 20, certifiees: 3, toponymes: 0, p1: 2, p2: 1, p3: 0, p4: 0 },
})

const report = (voies: number, demonstration: boolean): CouncilReport => ({
  ...{ commune: "Breteuil", demonstration, voies: Array.from({ length: voies }, (_, rang) => voie(rang)) },
  rapport: {
    ...{ numero: 2, creeLe: new Date("2026-10-23T08:00:00Z"), profil: "1.4", valide: false, indice: 72.4 },
    ...{ adresses: 600, bloquees: 60, certifiees: 90, p1: 60, p2: 30, p3: 510, p4: 12 },
    nombres: CODES.map((code) => ({ code, lignes: 20, ecartees: 0, voies: 4 })),
    niveaux: Object.fromEntries(
      CODES.map((code) => [code, { gravite: "W" as const, priorite: 1 as const, libelle: `Anomalie ${code}` }]),
    ),
    nonVerifie: [{ code: "x", raison: "La comparaison avec la Base adresse nationale est désactivée. ".repeat(3) }],
    // What the page draws, and nothing else of a report.
  } as Rapport,
})

describe.each([0, 9, 11, 13, 30])("the report to the council, with %i streets", (voies) => {
  it("is tagged, whole, and looks the same on each of its pages", async () => {
    const pdf = inspectPdf(await renderCouncilReport(report(voies, true)))
    expect(pdf.info).toMatch(/Tagged:\s+yes/)
    // One page, or a second for what the first has no room for: text keeps its size across them.
    expect(Number(/Pages:\s+(\d+)/.exec(pdf.info)?.[1])).toBeLessThanOrEqual(voies < 9 ? 1 : 2)
    expect(pdf.complaints).not.toMatch(/EMC/)
    for (const tag of ["H1", "H2", "LBody", ...(voies > 0 ? ["Table", "TH", "TD"] : [])])
      expect(pdf.structure).toContain(tag)
    const text = pdf.structure.replace(/[\s\u00a0]+/g, " ")
    expect(text).not.toContain("SPÉCIMEN")
    expect(text).toContain("Non vérifié")
    expect(text).toContain(voies > 0 ? `Loups n° ${voies - 1}` : "Aucune voie n’a d’adresse bloquée")
  }, 60_000)
})

it("only the report of a demonstration says so, on every page", async () => {
  const [specimen, real] = await Promise.all([true, false].map((one) => renderCouncilReport(report(30, one))))
  // The mark's size and colour stay its own: no text of the report is written in them.
  const [marked, plain] = [faceSizes(specimen), faceSizes(real)]
  expect(marked.length).toBe(2)
  for (const page of marked) expect(page.filter((size) => size > 30)).toEqual([112])
  for (const page of plain) expect(page.filter((size) => size > 30)).toEqual([])
}, 60_000)
