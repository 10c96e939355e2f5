import PDFDocument from "pdfkit"
import type { LatinFonts } from "../../platform/pdf/fonts.ts"
import { titreReference } from "../rules.ts"
import type { Emetteur, TitreFile } from "../types.ts"
import { drawTitre } from "./draw.ts"

/** The bytes of the page; the same titre gives the same bytes. */
export function renderTitre(titre: TitreFile, emetteur: Emetteur, fonts: LatinFonts): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    pdfVersion: "1.7",
    tagged: true,
    lang: "fr-FR",
    displayTitle: true,
    // No default font: it would be parsed and embedded beside ours.
    font: "",
    info: {
      Title: `Titre de recette ${titreReference(titre)}, ${titre.debiteur.nom}`,
      Author: emetteur.nom,
      CreationDate: new Date(`${titre.dateEmission}T00:00:00Z`),
    },
  })
  // pdfkit takes a parsed font (any object with `layout`); its published types only know bytes.
  for (const [name, font] of Object.entries(fonts)) doc.registerFont(name, font as unknown as Buffer)
  const bytes = new Promise<Buffer>((resolve, reject) => {
    const parts: Buffer[] = []
    doc.on("data", (part: Buffer) => parts.push(part))
    doc.on("end", () => resolve(Buffer.concat(parts)))
    doc.on("error", reject)
  })
  drawTitre(doc, titre, emetteur)
  doc.end()
  return bytes
}
