import { readFileSync } from "node:fs"
import { join } from "node:path"
import PDFDocument from "pdfkit"
import { drawSpecimens } from "@/lib/platform/pdf/specimen.ts"
import { type Bloc, type Ecrit, printable } from "./ecrit.ts"

type Doc = InstanceType<typeof PDFDocument>
type Struct = ReturnType<Doc["struct"]>

const MARGIN = 56
const WIDTH = 595.28 - 2 * MARGIN
const BOTTOM = 841.89 - MARGIN
const INK = "#1b2320"
const SOFT = "#4f5d57"
const LINE = "#8a958f"

/** Tagged (headings, paragraphs, tables with their header cells), titled, in French; the same paper gives the same bytes. */
export function renderPdf(ecrit: Ecrit): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    pdfVersion: "1.7",
    tagged: true,
    lang: ecrit.langue,
    displayTitle: true,
    bufferPages: true,
    font: "",
    info: { Title: ecrit.titre, Author: ecrit.auteur, CreationDate: new Date(`${ecrit.date}T00:00:00Z`) },
  })
  doc.registerFont("regular", face(400))
  doc.registerFont("bold", face(700))
  const bytes = new Promise<Buffer>((resolve, reject) => {
    const parts: Buffer[] = []
    doc.on("data", (part: Buffer) => parts.push(part))
    doc.on("end", () => resolve(Buffer.concat(parts)))
    doc.on("error", reject)
  })
  draw(doc, ecrit)
  if (ecrit.demonstration) drawSpecimens(doc)
  doc.end()
  return bytes
}

/** From the folder of the installation, where every process of the portal starts: not a path that the bundler may follow. */
const face = (weight: 400 | 700): Buffer =>
  readFileSync(
    join(
      /* turbopackIgnore: true */ process.cwd(),
      `node_modules/@fontsource/public-sans/files/public-sans-latin-${weight}-normal.woff`,
    ),
  )

function draw(doc: Doc, ecrit: Ecrit): void {
  const root = doc.struct("Document")
  doc.addStructure(root)
  tagged(doc, root, "P", () => lines(doc, ecrit.expediteur, MARGIN, true))
  if (ecrit.destinataire.length > 0) {
    doc.y += 18
    tagged(doc, root, "P", () => lines(doc, ecrit.destinataire, 300, false))
  }
  doc.y += 18
  tagged(doc, root, "P", () => text(doc, ecrit.lieuEtDate, { x: 300, width: WIDTH - 300 + MARGIN }))
  doc.y += 16
  tagged(doc, root, "H1", () => text(doc, ecrit.titre, { bold: true, size: 14 }))
  doc.y += 8
  for (const bloc of ecrit.blocs) drawBloc(doc, root, bloc)
  root.end()
}

function drawBloc(doc: Doc, root: Struct, bloc: Bloc): void {
  doc.x = MARGIN
  switch (bloc.genre) {
    case "titre":
      breakBefore(doc, 60)
      doc.y += 8
      tagged(doc, root, "H2", () => text(doc, bloc.texte, { bold: true, size: 11 }))
      doc.y += 2
      break
    case "paragraphe":
      drawParagraph(doc, root, bloc.texte)
      doc.y += 7
      break
    case "mention":
      drawParagraph(doc, root, bloc.texte, { size: 8.5, color: SOFT })
      doc.y += 5
      break
    case "liste":
      drawList(doc, root, bloc.elements)
      break
    case "tableau":
      drawTable(doc, root, bloc)
      break
    case "signature":
      breakBefore(doc, 90)
      doc.y += 22
      tagged(doc, root, "P", () => lines(doc, bloc.lignes, 330, false))
  }
}

function drawParagraph(doc: Doc, root: Struct, words: string, style: Style = {}) {
  roomFor(doc, words, style)
  tagged(doc, root, "P", () => text(doc, words, style))
}

function drawList(doc: Doc, root: Struct, elements: readonly string[]) {
  const list = doc.struct("L")
  root.add(list)
  const style: Style = { x: MARGIN + 10, width: WIDTH - 10 }
  for (const element of elements) {
    roomFor(doc, `–  ${element}`, style)
    const item = doc.struct("LI")
    list.add(item)
    tagged(doc, item, "LBody", () => text(doc, `–  ${element}`, style))
    item.end()
    doc.y += 2
  }
  list.end()
  doc.y += 6
}

type Tableau = Extract<Bloc, { genre: "tableau" }>

/** The first column takes what the others leave; figures are set to the right. */
function drawTable(doc: Doc, root: Struct, { entetes, lignes, total, resume }: Tableau) {
  const others = entetes.length > 3 ? 86 : 110
  const first = WIDTH - others * (entetes.length - 1)
  const table = doc.struct("Table", { alt: resume })
  root.add(table)
  drawRow(doc, table, { cells: entetes, kind: "TH", bold: true, first, others })
  for (const cells of lignes) drawRow(doc, table, { cells, kind: "TD", bold: false, first, others })
  if (total) drawRow(doc, table, { cells: total, kind: "TD", bold: true, first, others })
  table.end()
  doc.y += 10
}

type RowStyle = { cells: readonly string[]; kind: "TH" | "TD"; bold: boolean; first: number; others: number }

function drawRow(doc: Doc, table: Struct, { cells, kind, bold, first, others }: RowStyle) {
  doc.font(bold ? "bold" : "regular").fontSize(9.5)
  const widthOf = (index: number) => (index === 0 ? first : others) - 8
  const height = Math.max(...cells.map((cell, index) => doc.heightOfString(printable(cell), { width: widthOf(index) })))
  breakBefore(doc, height + 10)
  const y = doc.y
  const row = doc.struct("TR")
  table.add(row)
  cells.forEach((cell, index) => {
    const x = MARGIN + (index === 0 ? 0 : first + (index - 1) * others)
    tagged(doc, row, kind, () =>
      text(doc, cell, { x, y: y + 4, width: widthOf(index), bold, size: 9.5, align: index === 0 ? "left" : "right" }),
    )
  })
  row.end()
  doc.y = y + height + 9
  artifact(doc, () =>
    doc
      .moveTo(MARGIN, doc.y - 2)
      .lineTo(MARGIN + WIDTH, doc.y - 2)
      .lineWidth(0.6)
      .strokeColor(LINE)
      .stroke(),
  )
}

/** Adds an element with its content; its parent is already in the tree, so it is drawn at once. */
function tagged(doc: Doc, parent: Struct, kind: string, draw: () => void) {
  const element = doc.struct(kind, {}, [draw])
  parent.add(element)
  element.end()
}

type Style = {
  x?: number
  y?: number
  width?: number
  bold?: boolean
  size?: number
  color?: string
  align?: "left" | "right"
}

const look = (doc: Doc, { bold, size = 10, color = INK }: Style) =>
  doc
    .font(bold ? "bold" : "regular")
    .fontSize(size)
    .fillColor(color)

/** A paragraph begins on the page where it ends, unless it is longer than one. */
function roomFor(doc: Doc, words: string, style: Style) {
  breakBefore(doc, look(doc, style).heightOfString(printable(words), { width: style.width ?? WIDTH, lineGap: 2 }))
}

function text(doc: Doc, words: string, style: Style = {}) {
  const { x = MARGIN, y = doc.y, width = WIDTH, align } = style
  look(doc, style).text(printable(words), x, y, { width, align: align ?? "left", lineGap: 2 })
}

function lines(doc: Doc, words: readonly string[], x: number, strong: boolean) {
  words.forEach((word, index) => {
    text(doc, word, { x, width: WIDTH - x + MARGIN, bold: strong && index === 0 })
  })
}

function breakBefore(doc: Doc, needed: number) {
  if (doc.y + needed > BOTTOM) doc.addPage()
}

function artifact(doc: Doc, draw: () => void) {
  doc.markContent("Artifact", { type: "Layout" })
  draw()
  doc.endMarkedContent()
}
