const QUOTE = 0x22
const CR = 0x0d
const LF = 0x0a
const SPACE = 0x20

/** Where a record is: the line it begins at, and its bytes, line end included. */
export type RecordPlace = { line: number; from: number; to: number }

/**
 * Where each record is, header included, by the reading of the validator (Papa Parse: a quote
 * counts at the beginning of a field only; empty records are skipped). Bytes are enough: every encoding it accepts keeps
 * ASCII. `delimiter` and `newline` are those it found.
 */
export function recordPlaces(bytes: Uint8Array, delimiter: string, newline: string): RecordPlace[] {
  const cursor = new Cursor(bytes, delimiter.charCodeAt(0), newline)
  const places: RecordPlace[] = []
  while (!cursor.done) {
    const { line, at: from } = cursor
    // Lone line ends that the file's own newline does not count as such (LF among CR LF) begin the first cell.
    const before = blankLines(bytes, from)
    if (!cursor.skipRecord()) places.push({ line: line + before, from, to: cursor.at })
  }
  return places
}

function blankLines(bytes: Uint8Array, from: number): number {
  let at = from
  let lines = 0
  while (bytes[at] === LF || bytes[at] === CR) {
    at += bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1
    lines += 1
  }
  return lines
}

class Cursor {
  line = 1
  at: number
  private readonly quoted: boolean
  private readonly bytes: Uint8Array
  private readonly delimiter: number
  private readonly newline: string

  constructor(bytes: Uint8Array, delimiter: number, newline: string) {
    this.bytes = bytes
    this.delimiter = delimiter
    this.newline = newline
    this.at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
    this.quoted = bytes.includes(QUOTE)
  }

  get done(): boolean {
    return this.at >= this.bytes.length
  }

  /** Goes to the next record; true when this one was empty. */
  skipRecord(): boolean {
    let fields = 0
    let letters = 0
    for (;;) {
      fields += 1
      if (this.quoted && this.bytes[this.at] === QUOTE) letters += this.skipQuoted()
      while (!this.done && this.bytes[this.at] !== this.delimiter && !this.atNewline()) {
        letters += 1
        this.advance()
      }
      if (this.done) break
      if (this.atNewline()) {
        this.advance()
        if (this.newline === "\r\n") this.advance()
        break
      }
      this.advance()
    }
    return fields === 1 && letters === 0
  }

  /** Past the closing quote: the first that is followed by a delimiter, a line end or the end, spaces apart. */
  private skipQuoted(): number {
    const from = this.at
    this.advance()
    while (!this.done) {
      if (this.bytes[this.at] !== QUOTE) {
        this.advance()
        continue
      }
      if (this.bytes[this.at + 1] === QUOTE) {
        this.at += 2
        continue
      }
      const quote = this.at
      let after = quote + 1
      while (this.bytes[after] === SPACE) after += 1
      if (after >= this.bytes.length || this.bytes[after] === this.delimiter || this.isNewline(after)) {
        this.at = after
        return quote - from - 1
      }
      this.at += 1
    }
    return this.at - from - 1
  }

  private atNewline(): boolean {
    return this.isNewline(this.at)
  }

  private isNewline(at: number): boolean {
    const byte = this.bytes[at]
    if (this.newline === "\r\n") return byte === CR && this.bytes[at + 1] === LF
    return byte === (this.newline === "\r" ? CR : LF)
  }

  /** One byte further, counting lines as an editor does: CR LF is one. */
  private advance(): void {
    const byte = this.bytes[this.at]
    if (byte === LF || (byte === CR && this.bytes[this.at + 1] !== LF)) this.line += 1
    this.at += 1
  }
}
