/**
 * Adds to a PDF without touching what is there (ISO 32000-1 § 7.5.6): the signed bytes stay the beginning of the file,
 * so anyone can cut them out and find the digest that was signed. It reads what pdfkit writes (plain dictionaries and a
 * table of references), not any PDF.
 */
export class IncrementalPdf {
  private readonly source: string
  private readonly offsets: Map<number, number>
  private readonly root: number
  private readonly info: number | null
  private readonly previous: number
  private readonly changed = new Map<number, string>()
  private next: number

  constructor(private readonly bytes: Buffer) {
    this.source = bytes.toString("latin1")
    this.previous = lastTable(this.source)
    this.offsets = readOffsets(this.source, this.previous)
    const trailer = this.source.slice(this.source.lastIndexOf("trailer"))
    this.root = numberOf(trailer, /\/Root (\d+) 0 R/)
    this.info = Number(/\/Info (\d+) 0 R/.exec(trailer)?.[1] ?? 0) || null
    this.next = Math.max(...this.offsets.keys()) + 1
  }

  get catalog(): string {
    return this.object(this.root)
  }

  /** The body of an object, as it stands after what was changed here. */
  object(index: number): string {
    const changed = this.changed.get(index)
    if (changed !== undefined) return changed
    const start = this.offsets.get(index)
    if (start === undefined) throw new Error(`no object ${index} in this PDF`)
    const body = this.source.indexOf("obj", start) + 3
    const stream = this.source.indexOf("stream\n", body)
    const plainEnd = this.source.indexOf("endobj", body)
    if (stream < 0 || plainEnd < stream) return this.source.slice(body, plainEnd).trim()
    const length = Number(/\/Length (\d+)/.exec(this.source.slice(body, stream))?.[1])
    return `${this.source.slice(body, stream + 7 + length)}\nendstream`.trim()
  }

  /** Numbers of all objects, the newest included. */
  get indexes(): number[] {
    return [...new Set([...this.offsets.keys(), ...this.changed.keys()])].filter((index) => index > 0)
  }

  reserve(count = 1): number {
    const first = this.next
    this.next += count
    return first
  }

  set(index: number, body: string): void {
    this.changed.set(index, body)
  }

  add(body: string): number {
    const index = this.reserve()
    this.set(index, body)
    return index
  }

  changeCatalog(change: (catalog: string) => string): void {
    this.set(this.root, change(this.catalog))
  }

  /** The old bytes, then what changed, then a table that points at both. */
  toBuffer(): Buffer {
    const parts = [this.source.endsWith("\n") ? "" : "\n"]
    let offset = this.bytes.length + String(parts[0]).length
    const rows: string[] = []
    for (const [index, body] of [...this.changed].sort(([a], [b]) => a - b)) {
      const text = `${index} 0 obj\n${body}\nendobj\n`
      rows.push(`${index} 1\n${String(offset).padStart(10, "0")} 00000 n \n`)
      parts.push(text)
      offset += text.length
    }
    const info = this.info === null ? "" : `/Info ${this.info} 0 R\n`
    parts.push(
      `xref\n0 1\n0000000000 65535 f \n${rows.join("")}trailer\n<<\n/Size ${this.next}\n/Root ${this.root} 0 R\n${info}/Prev ${this.previous}\n>>\nstartxref\n${offset}\n%%EOF\n`,
    )
    return Buffer.concat([this.bytes, Buffer.from(parts.join(""), "latin1")])
  }
}

const lastTable = (source: string): number =>
  numberOf(source.slice(source.lastIndexOf("startxref")), /startxref\s+(\d+)/)

function numberOf(text: string, pattern: RegExp): number {
  const found = pattern.exec(text)?.[1]
  if (found === undefined) throw new Error(`not a PDF that this portal writes: ${pattern}`)
  return Number(found)
}

/** The newest table wins over those it follows. */
function readOffsets(source: string, position: number): Map<number, number> {
  const end = source.indexOf("trailer", position)
  const offsets = new Map<number, number>()
  let index = 0
  for (const line of source.slice(position, end).split("\n").slice(1)) {
    const section = /^(\d+) \d+\s*$/.exec(line)
    const entry = /^(\d{10}) \d{5} ([nf])/.exec(line)
    if (section) index = Number(section[1])
    else if (entry) {
      if (entry[2] === "n") offsets.set(index, Number(entry[1]))
      index += 1
    }
  }
  const previous = /\/Prev (\d+)/.exec(source.slice(end, source.indexOf("startxref", end)))?.[1]
  return previous ? new Map([...readOffsets(source, Number(previous)), ...offsets]) : offsets
}

/** A text as PDF holds it: UTF-16 in hexadecimal, so that no letter has to be escaped. */
export function pdfText(text: string): string {
  const utf16 = Buffer.from(`\ufeff${text}`, "utf16le").swap16()
  return `<${utf16.toString("hex").toUpperCase()}>`
}

export const pdfDate = (date: Date): string => `(D:${date.toISOString().replace(/[-:T]/g, "").slice(0, 14)}Z)`
