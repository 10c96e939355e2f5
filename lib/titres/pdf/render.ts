import PDFDocument from "pdfkit"
import type { LatinFonts } from "../../platform/pdf/fonts.ts"
import { titreReference } from "../rules.ts"
import { type Emetteur, pieceWords, type TitreFile } from "../types.ts"
import { ARCHIVE_OPTIONS, attachFacturx } from "./archive.ts"
import { drawTitre } from "./draw.ts"

/**
 * The bytes of the document: the page, and in it the invoice `xml` when there is one (PDF/A-3b). The same titre gives the same
 * bytes, which is why all is written in one go: a library that opens the file again to embed dates it anew, for twice the time.
 */
export function renderTitre(
  titre: TitreFile,
  emetteur: Emetteur,
  fonts: LatinFonts,
  xml: string | null = null,
): Promise<Buffer> {
  const issued = new Date(`${titre.dateEmission}T00:00:00Z`)
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    ...(xml ? ARCHIVE_OPTIONS : {}),
    pdfVersion: "1.7",
    tagged: true,
    lang: "fr-FR",
    displayTitle: true,
    // No default font: it would be parsed and embedded beside ours.
    font: "",
    info: {
      Title: metadata(`${pieceWords(titre)} ${titreReference(titre)}, ${titre.debiteur.nom}`),
      Author: metadata(emetteur.nom),
      CreationDate: issued,
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
  if (xml) attachFacturx(doc, xml, issued)
  doc.end()
  return bytes
}

/** pdfkit writes the same text in the information dictionary and, as it is, in the XMP packet: nothing of XML may be in it. */
const metadata = (text: string): string => text.replaceAll("&", "et").replace(/[<>]/g, "")
