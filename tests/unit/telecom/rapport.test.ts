import { expect, it } from "vitest"
import { calendarDate } from "@/lib/platform/dates.ts"
import { renderPdf } from "@/lib/platform/ecrit/render-pdf.ts"
import { decimal } from "@/lib/platform/money.ts"
import { rapportOf } from "@/lib/telecom/pdf.ts"
import type { LigneFile } from "@/lib/telecom/queries/lignes.ts"
import { inspectPdf } from "@/tests/support/pdf-tools.ts"

const ligne = (site: string, libelle: string, montantMensuel: bigint, more: Partial<LigneFile> = {}): LigneFile => ({
  ...{
    collectiviteId: "c",
    id: `${site}/${libelle}`,
    site,
    libelle,
    genre: "internet",
    fournisseur: "Orange",
    montantMensuel,
  },
  ...{ cuivre: false, utilisee: true, engagementJusqua: null, retireeLe: null, saisieParId: "p", creeLe: new Date(0) },
  ...more,
})
const LIGNES = [
  ligne("Mairie", "Accès internet", 5990n),
  ligne("École", "Accès internet", 5490n, { cuivre: true }),
  ligne("Salle des fêtes", "Téléphone", 2390n, { genre: "fixe", utilisee: false }),
]
const rapport = (gfu: string | null) =>
  rapportOf({
    ...{ nom: "Breteuil", lignes: LIGNES, today: calendarDate("2026-11-22"), demonstration: false },
    prix: { remplacement: null, gfu: gfu === null ? null : decimal(gfu) },
  })

it("the advice on paper is tagged, and says each amount with its formula and whose prices it compares with", async () => {
  const { info, text: drawn } = inspectPdf(await renderPdf(rapport("30")))
  expect(info).toMatch(/Tagged:\s+yes/)
  const text = drawn.replace(/\s+/g, " ")
  expect(text).toContain("1 377,60 € d'accès par an − 2 sites × 30,00 € × 12 mois = 657,60 €")
  expect(text).toContain("286,80 €")
  expect(text).toContain("aucun n’est supposé")
  expect(text).toContain("138,70 €")
})

it("without a price to compare with, no saving is invented", () => {
  expect(JSON.stringify(rapport(null).blocs)).toContain("à chiffrer")
})
