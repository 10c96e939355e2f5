import { deflateSync, inflateRawSync } from "node:zlib"
import PDFDocument from "pdfkit"
import yazl from "yazl"

/** A PDF as an honest mairie makes one. */
export function pdf(
  options: PDFKit.PDFDocumentOptions = {},
  draw?: (document: PDFKit.PDFDocument) => void,
): Promise<Buffer> {
  return new Promise((resolve) => {
    const document = new PDFDocument(options)
    const chunks: Buffer[] = []
    document.on("data", (chunk: Buffer) => chunks.push(chunk))
    document.on("end", () => resolve(Buffer.concat(chunks)))
    document.text("Extrait du registre des délibérations")
    draw?.(document)
    document.end()
  })
}

type RawObject = string | { dictionary: string; stream: Buffer }

/** A PDF written by hand, object by object, the first being its catalog: what no honest program makes. */
export function rawPdf(objects: readonly RawObject[]): Buffer {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1")]
  const offsets: number[] = []
  const length = () => parts.reduce((total, part) => total + part.length, 0)
  objects.forEach((object, index) => {
    offsets.push(length())
    const head = `${index + 1} 0 obj\n`
    if (typeof object === "string") parts.push(Buffer.from(`${head}${object}\nendobj\n`, "latin1"))
    else {
      const dictionary = `<< ${object.dictionary} /Length ${object.stream.length} >>\nstream\n`
      parts.push(Buffer.from(head + dictionary, "latin1"), object.stream, Buffer.from("\nendstream\nendobj\n"))
    }
  })
  const start = length()
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("")
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

const PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
const PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200]"

/** One page; `catalog` and `page` add to their dictionaries, `others` are the objects from the fourth on. */
export const onePagePdf = ({ catalog = "", page = "", others = [] as readonly RawObject[] } = {}): Buffer =>
  rawPdf([`<< /Type /Catalog /Pages 2 0 R ${catalog} >>`, PAGES, `${PAGE} ${page} >>`, ...others])

/** A page whose drawing opens to `megabytes` of spaces: some kilobytes in the file. */
export const pdfBomb = (megabytes: number): Buffer =>
  onePagePdf({
    page: "/Contents 4 0 R",
    others: [
      {
        dictionary: "/Filter /FlateDecode",
        stream: deflateSync(Buffer.alloc(megabytes * 1024 * 1024, 32), { level: 9 }),
      },
    ],
  })

export function zip(entries: Readonly<Record<string, string>>): Promise<Buffer> {
  const file = new yazl.ZipFile()
  for (const [name, text] of Object.entries(entries)) {
    file.addBuffer(Buffer.from(text), name, { compress: name !== "mimetype" })
  }
  file.end()
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    file.outputStream.on("data", (chunk) => chunks.push(chunk as Buffer))
    file.outputStream.on("end", () => resolve(Buffer.concat(chunks)))
    file.outputStream.on("error", reject)
  })
}

/** What a zip holds, read from its directory as an unzip does. */
export function readZip(bytes: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1")
  let at = bytes.readUInt32LE(end + 16)
  for (let rank = 0; rank < bytes.readUInt16LE(end + 10); rank += 1) {
    const [method, size, nameLength] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
    ]
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const stored = bytes.subarray(start, start + size)
    files.set(bytes.toString("utf8", at + 46, at + 46 + nameLength), method === 8 ? inflateRawSync(stored) : stored)
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return files
}

/** A Word document, as its parts say. */
export const docx = (parts: Readonly<Record<string, string>> = {}): Promise<Buffer> =>
  zip({
    "[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    "_rels/.rels": "<Relationships/>",
    "word/document.xml": "<w:document/>",
    ...parts,
  })

/** A Windows program: enough of its head to be known. */
export const windowsProgram = (): Buffer =>
  Buffer.concat([Buffer.from("MZ\x90\x00\x03\x00\x00\x00", "latin1"), Buffer.alloc(512)])

/** The text that every scanner takes for a virus, in two parts so that no scanner takes this file for one. */
export const eicar = (): string => `X5O!P%@AP[4\\PZX54(P^)7CC)7}$${"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"}!$H+H*`

export const asFile = (bytes: Uint8Array, name: string): File => new File([new Uint8Array(bytes)], name)
