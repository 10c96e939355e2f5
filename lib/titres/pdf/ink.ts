import type PDFDocument from "pdfkit"

export type Doc = InstanceType<typeof PDFDocument>
type Box = { x: number; y: number; width: number }

export const LEFT = 48
export const WIDTH = 499
export const MIDDLE = 300
/** Below it nothing is written but the number of the page. */
export const BOTTOM = 800
export const INK = "#1b2320"
export const SOFT = "#4f5d57"
export const LINE = "#c9cec7"

type Style = { bold?: boolean; size?: number; color?: string; align?: "left" | "right"; gap?: number }

/** A text in its box; the height is what it takes, and `doc.y` stands below it. */
export function line(
  doc: Doc,
  text: string,
  { x, y, width }: Box,
  { bold, size = 9.5, color = INK, align = "left", gap = 2 }: Style = {},
) {
  doc
    .font(bold ? "bold" : "regular")
    .fontSize(size)
    .fillColor(color)
  doc.text(printable(text), x, y, { width, align, lineGap: gap })
}

/** What the face lacks is drawn as its nearest: the narrow space as a no-break one, a rare letter (Ÿ) without its accent. */
const printable = (text: string): string =>
  text
    .replaceAll("\u202f", "\u00a0")
    .replace(/[^\u0020-\u00ffŒœ–—‘’“”…•€−×\n]/g, (letter) => letter.normalize("NFD").replace(/\p{Diacritic}/gu, ""))

/** What a text takes, drawn by `line` with the same style. */
export function heightOf(doc: Doc, text: string, width: number, { bold, size = 9.5, gap = 2 }: Style = {}): number {
  doc.font(bold ? "bold" : "regular").fontSize(size)
  return doc.heightOfString(printable(text), { width, lineGap: gap })
}

export function rule(doc: Doc, y: number, color: string) {
  doc
    .moveTo(LEFT, y)
    .lineTo(LEFT + WIDTH, y)
    .lineWidth(0.7)
    .strokeColor(color)
    .stroke()
}
