import { parentPort, workerData } from "node:worker_threads"
import PDFDocument from "pdfkit"

/** Every text of one page, at its place: what any program has to draw. */
export type RawText = { text: string; x: number; y: number; width: number; size: number; bold: boolean }
export type RawFonts = { regular: Uint8Array; bold: Uint8Array }

const fonts = workerData as RawFonts

parentPort?.on("message", async (pages: readonly RawText[][]) => {
  let bytes = 0
  for (const page of pages) bytes += (await draw(page)).length
  parentPort?.postMessage(bytes)
})

/** pdfkit and nothing else: no tags, no struct, the fonts as pdfkit takes them. */
function draw(page: readonly RawText[]): Promise<Buffer> {
  const doc = new PDFDocument({ size: "A4", margin: 0, font: "" })
  doc.registerFont("regular", Buffer.from(fonts.regular))
  doc.registerFont("bold", Buffer.from(fonts.bold))
  const done = new Promise<Buffer>((resolve) => {
    const parts: Buffer[] = []
    doc.on("data", (part: Buffer) => parts.push(part))
    doc.on("end", () => resolve(Buffer.concat(parts)))
  })
  for (const { text, x, y, width, size, bold } of page) {
    doc
      .font(bold ? "bold" : "regular")
      .fontSize(size)
      .text(text, x, y, { width, lineGap: 2 })
  }
  doc.end()
  return done
}
