import { expect, it } from "vitest"
import { calendarDate } from "@/lib/platform/dates.ts"
import { renderBordereau } from "@/lib/titres/pdf/bordereau.ts"
import type { Bordereau, PieceBordereau } from "@/lib/titres/queries/bordereau.ts"
import { inspectPdf } from "@/tests/support/pdf-tools.ts"
import { emetteur } from "@/tests/support/titres.ts"

const piece = (numero: number): PieceBordereau => ({
  ...{ serie: "COT", numero, debiteur: `Commune de Saint-Aubin-sur-Avre ${numero}`, objet: "Cotisation 2026" },
  ...{ imputation: "7474", corrige: null, ht: 10_010n, tva: 0n },
})

it("a long bordereau has its headings on every page, and a reader by voice hears them once", async () => {
  const bordereau: Bordereau = {
    ...{ exercice: 2026, kind: "ordinaire", bordereau: 1, budget: "principal" },
    date: calendarDate("2026-11-12"),
    pieces: Array.from({ length: 70 }, (_, index) => piece(index + 1)),
    cumulAnterieur: 0n,
  }
  const { info, text, structure, complaints } = inspectPdf(await renderBordereau(bordereau, emetteur(false)))
  const pages = text.split("\f").filter((page) => page.trim())
  expect(Number(/Pages:\s+(\d+)/.exec(info)?.[1])).toBe(pages.length)
  const listed = pages.filter((page) => page.includes("Commune de"))
  expect(listed.length).toBeGreaterThan(3)
  for (const page of listed) expect(page).toMatch(/Débiteur +Objet et compte +HT +TVA +Total/)
  expect(structure.match(/"Débiteur"/g)).toHaveLength(1)
  expect(pages.at(-1)).toMatch(/70 pièces, pour la somme de 7.007,00/)
  expect(complaints).toBe("")
})
