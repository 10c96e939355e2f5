import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import PDFDocument from "pdfkit"
import subsetFont from "subset-font"
import { type CouncilReport, drawCouncilReport } from "./draw.ts"

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join("")

/** French, and names in other Latin spellings of the territory. */
const LETTERS = `${range(0x20, 0x7e)}${range(0xa0, 0xff)}ŒœŸ–—‘’“”…•€−×÷`

/** A4, tagged, with its title and its language. */
export async function renderCouncilReport(report: CouncilReport): Promise<Uint8Array<ArrayBuffer>> {
  const [regular, bold] = await Promise.all([face(400), face(700)])
  const doc = new PDFDocument({
    size: "A4",
    margins: { top: 56, bottom: 56, left: 56, right: 56 },
    pdfVersion: "1.7",
    tagged: true,
    lang: "fr-FR",
    displayTitle: true,
    bufferPages: true,
    font: "",
    info: {
      Title: `Les adresses de ${report.commune}, rapport au conseil municipal`,
      CreationDate: report.rapport.creeLe,
    },
  })
  doc.registerFont("regular", regular)
  doc.registerFont("bold", bold)
  const bytes = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    const parts: Buffer[] = []
    doc.on("data", (part: Buffer) => parts.push(part))
    doc.on("end", () => resolve(Uint8Array.from(Buffer.concat(parts))))
    doc.on("error", reject)
  })
  drawCouncilReport(doc, report)
  doc.end()
  return bytes
}

/** Public Sans (OFL), cut to what French needs: one report at a time, nothing is kept between two. */
async function face(weight: 400 | 700): Promise<Buffer> {
  const file = createRequire(`${process.cwd()}/`).resolve(
    `@fontsource/public-sans/files/public-sans-latin-${weight}-normal.woff2`,
  )
  return subsetFont(readFileSync(file), LETTERS, { targetFormat: "sfnt" })
}
