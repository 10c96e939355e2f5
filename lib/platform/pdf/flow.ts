import PDFDocument from "pdfkit"
import type { LatinFonts } from "./fonts.ts"
import { drawSpecimen } from "./specimen.ts"

type Doc = InstanceType<typeof PDFDocument>

export type FlowSettings = {
  title: string
  author: string
  /** Under the title of each page's foot: what the page belongs to. */
  foot: string
  accent: string
  /** SPÉCIMEN across each page. */
  specimen: boolean
  /** Makes the same content give the same bytes. */
  date: Date
}

const MARGIN = { left: 62, right: 62, top: 64, bottom: 74 }
const WIDTH = 595.28 - MARGIN.left - MARGIN.right
const BOTTOM = 841.89 - MARGIN.bottom
const INK = "#1b2320"
const SOFT = "#4f5d57"
const LINE = "#c9cec7"

export type Fact = readonly [label: string, value: string]

/** A tagged A4 document written from top to bottom: headings, paragraphs, lists, tables; a foot with page numbers. */
export class Flow {
  private readonly root: PDFKit.PDFStructureElement

  constructor(
    private readonly doc: Doc,
    private readonly settings: FlowSettings,
  ) {
    this.root = doc.struct("Document")
    doc.addStructure(this.root)
  }

  title(text: string, under?: string): void {
    this.add("H1", () => this.text(text, { bold: true, size: 19, gap: 3 }))
    if (under) this.add("P", () => this.text(under, { size: 10.5, color: SOFT, before: 4 }))
    this.space(10)
  }

  heading(text: string): void {
    this.room(78)
    this.add("H2", () => this.text(text, { bold: true, size: 12, before: 13 }))
    this.space(3)
  }

  paragraph(text: string, style: { small?: boolean; soft?: boolean } = {}): void {
    const look = { size: style.small ? 8.5 : 10, color: style.soft ? SOFT : INK }
    for (const part of text.split(/\n{2,}/)) this.add("P", () => this.text(part, { ...look, before: 4 }))
  }

  /** Label and value on one line each; read as a table of two columns. */
  facts(facts: readonly Fact[]): void {
    this.table(
      facts.map(([label, value]) => [label, value]),
      { widths: [0.32, 0.68], rowHeaders: true },
    )
  }

  /** Its head is said once, and seen again at the top of each page that the rows go on to. */
  table(
    rows: readonly (readonly string[])[],
    { head, widths, rowHeaders = false, right = [] }: TableLook & { head?: readonly string[] },
  ): void {
    const table = this.doc.struct("Table")
    this.root.add(table)
    this.space(5)
    if (head) this.row(table, head, { widths, right, header: "all" })
    for (const row of rows) this.row(table, row, { widths, right, header: rowHeaders ? "first" : "none" }, head)
    table.end()
    this.space(5)
  }

  /** Where two parties are named side by side, with room under each. */
  boxes(boxes: readonly { title: string; lines: readonly string[] }[]): void {
    this.room(120)
    const gap = 18
    const width = (WIDTH - gap * (boxes.length - 1)) / boxes.length
    const top = this.doc.y + 10
    let bottom = top
    for (const [index, { title, lines }] of boxes.entries()) {
      const x = MARGIN.left + index * (width + gap)
      this.artifact(() =>
        this.doc
          .moveTo(x, top)
          .lineTo(x + width, top)
          .lineWidth(1.2)
          .strokeColor(INK)
          .stroke(),
      )
      this.add("P", () => {
        this.text(title, { bold: true, x, y: top + 8, width })
        for (const line of lines) this.text(line, { x, width, size: 9.5, before: 2 })
      })
      bottom = Math.max(bottom, this.doc.y)
    }
    this.doc.x = MARGIN.left
    this.doc.y = bottom + 8
  }

  newPage(): void {
    this.doc.addPage()
  }

  end(): void {
    this.root.end()
    const { start, count } = this.doc.bufferedPageRange()
    for (let page = start; page < start + count; page++) {
      this.doc.switchToPage(page)
      this.artifact(() => this.decorate(page + 1, count))
    }
    this.doc.end()
  }

  private row(
    table: PDFKit.PDFStructureElement,
    cells: readonly string[],
    look: RowLook,
    head?: readonly string[],
  ): void {
    // A head is never left alone at the foot of a page.
    const below = look.header === "all" ? 40 : 12
    const turned = this.room(this.heightOf(cells, look) + below)
    if (turned && head) {
      const again: RowLook = { ...look, header: "all" }
      this.underlined(head, again, (drawn) =>
        this.artifact(() => {
          for (const { draw } of drawn) draw()
        }),
      )
    }
    const struct = this.doc.struct("TR")
    table.add(struct)
    this.underlined(cells, look, (drawn) => {
      for (const { kind, draw } of drawn) struct.add(this.doc.struct(kind, {}, [draw]))
      struct.end()
    })
  }

  /** A line of cells from here down, drawn by `place`, and the rule under it. */
  private underlined(cells: readonly string[], look: RowLook, place: (drawn: readonly Cell[]) => void): void {
    const top = this.doc.y
    let x = MARGIN.left
    place(
      cells.map((cell, index): Cell => {
        const bold = isBold(look, index)
        const align = look.right?.includes(index) ? ("right" as const) : ("left" as const)
        const at = { x, y: top + 4, width: cellWidth(look, index), size: 9.5, gap: 1.5 }
        x += WIDTH * (look.widths[index] ?? 0)
        return { kind: bold ? "TH" : "TD", draw: () => this.text(cell, { ...at, align, bold }) }
      }),
    )
    const bottom = top + this.heightOf(cells, look) + 8
    this.artifact(() => this.rule(bottom, look.header === "all" ? INK : LINE))
    this.doc.x = MARGIN.left
    this.doc.y = bottom + 1
  }

  private heightOf(cells: readonly string[], look: RowLook): number {
    const heights = cells.map((cell, index) =>
      this.font(isBold(look, index), 9.5).heightOfString(printable(cell), {
        width: cellWidth(look, index),
        lineGap: 1.5,
      }),
    )
    return Math.max(...heights)
  }

  private add(kind: string, draw: () => void): void {
    this.root.add(this.doc.struct(kind, {}, [draw]))
  }

  private artifact(draw: () => void): void {
    this.doc.markContent("Artifact", { type: "Layout" })
    draw()
    this.doc.endMarkedContent()
  }

  private font(bold: boolean, size: number): Doc {
    return this.doc.font(bold ? "bold" : "regular").fontSize(size)
  }

  private text(text: string, style: TextStyle): void {
    const { bold = false, size = 10, color = INK, align = "left", gap = 2.2, before = 0 } = style
    this.font(bold, size).fillColor(color)
    const x = style.x ?? MARGIN.left
    const y = (style.y ?? this.doc.y) + before
    this.doc.text(printable(text), x, y, { width: style.width ?? WIDTH, align, lineGap: gap })
  }

  private space(points: number): void {
    this.doc.y += points
  }

  /** A new page when less than this is left; says whether there was one. */
  private room(points: number): boolean {
    const turned = this.doc.y + points > BOTTOM
    if (turned) this.doc.addPage()
    return turned
  }

  private rule(y: number, color: string): void {
    this.doc
      .moveTo(MARGIN.left, y)
      .lineTo(MARGIN.left + WIDTH, y)
      .lineWidth(0.6)
      .strokeColor(color)
      .stroke()
  }

  private decorate(page: number, count: number): void {
    const { accent, foot, specimen } = this.settings
    if (specimen) drawSpecimen(this.doc)
    this.doc.rect(0, 0, this.doc.page.width, 6).fill(accent)
    // Below the margin: without this the foot would open a page of its own.
    this.doc.page.margins.bottom = 0
    this.rule(BOTTOM + 18, LINE)
    const at = { y: BOTTOM + 24, size: 8, color: SOFT }
    this.text(foot, { ...at, width: WIDTH - 60 })
    this.text(`${page} / ${count}`, { ...at, x: MARGIN.left + WIDTH - 60, width: 60, align: "right" })
  }
}

type TableLook = { widths: readonly number[]; rowHeaders?: boolean; right?: readonly number[] }
type Cell = { kind: "TH" | "TD"; draw: () => void }
type RowLook = { widths: readonly number[]; right?: readonly number[]; header: "all" | "first" | "none" }
type TextStyle = {
  bold?: boolean
  size?: number
  color?: string
  align?: "left" | "right"
  gap?: number
  before?: number
  x?: number
  y?: number
  width?: number
}

/** Writes a document and gives its bytes; the same content at the same date gives the same bytes. */
export function writeFlow(settings: FlowSettings, fonts: LatinFonts, write: (flow: Flow) => void): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    margins: MARGIN,
    pdfVersion: "1.7",
    tagged: true,
    lang: "fr-FR",
    displayTitle: true,
    bufferPages: true,
    font: "",
    info: { Title: settings.title, Author: settings.author, CreationDate: settings.date },
  })
  // pdfkit takes a parsed font (any object with `layout`); its published types only know bytes.
  // pdfkit takes a parsed font; its declaration only knows bytes.
  for (const [name, font] of Object.entries(fonts)) doc.registerFont(name, font as unknown as Buffer)
  const bytes = new Promise<Buffer>((resolve, reject) => {
    const parts: Buffer[] = []
    doc.on("data", (part: Buffer) => parts.push(part))
    doc.on("end", () => resolve(Buffer.concat(parts)))
    doc.on("error", reject)
  })
  const flow = new Flow(doc, settings)
  write(flow)
  flow.end()
  return bytes
}

/** What the face lacks is drawn as its nearest: the narrow space as a no-break one, a rare letter (Ÿ) without its accent. */
const printable = (text: string): string =>
  text
    .replaceAll("\u202f", "\u00a0")
    .replace(/[^\u0020-\u00ffŒœ–—‘’“”…•€−×\n]/g, (letter) => letter.normalize("NFD").replace(/\p{Diacritic}/gu, ""))

const isBold = ({ header }: RowLook, index: number): boolean => header === "all" || (header === "first" && index === 0)

const cellWidth = ({ widths }: RowLook, index: number): number => WIDTH * (widths[index] ?? 0) - 8
