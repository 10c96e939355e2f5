import type PDFDocument from "pdfkit"

type Doc = InstanceType<typeof PDFDocument>

/** The mark of the demonstration across the page, inside what the caller tags as an artifact; needs a font named `bold`. */
export function drawSpecimen(doc: Doc): void {
  doc.save()
  doc
    .rotate(-52, { origin: [298, 421] })
    .fillOpacity(0.1)
    .font("bold")
    .fontSize(112)
    .fillColor("#9c211b")
  doc.text("SPÉCIMEN", -60, 360, { width: 716, align: "center", lineBreak: false })
  doc.restore()
  doc.fillOpacity(1)
}

/** Once all is written: a page that begins in the middle of a paragraph would carry the mark's own look into it. */
export function drawSpecimens(doc: Doc): void {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page)
    doc.markContent("Artifact", { type: "Layout" })
    drawSpecimen(doc)
    doc.endMarkedContent()
  }
}
