import { createHash } from "node:crypto"
import { deflateSync } from "node:zlib"
import { IncrementalPdf, pdfDate, pdfText } from "./incremental.ts"

export type Attachment = { name: string; description: string; mediaType: string; bytes: Buffer; at: Date }

/** The pages of `added`, after those of `base`; their structure is read after the first one's. Both are of pdfkit. */
export function appendPages(base: Buffer, added: Buffer): Buffer {
  const target = new IncrementalPdf(base)
  const source = new IncrementalPdf(added)
  const shift = target.reserve(Math.max(...source.indexes) + 1)
  const moved = (text: string) => text.replace(/\b(\d+) 0 R\b/g, (_, index) => `${Number(index) + shift} 0 R`)

  const pages = referenceOf(target.catalog, "Pages")
  const tree = referenceOf(target.catalog, "StructTreeRoot")
  const addedPages = referenceOf(source.catalog, "Pages")
  const addedTree = referenceOf(source.catalog, "StructTreeRoot")
  const firstKey = Number(/\/ParentTreeNextKey (\d+)/.exec(target.object(tree))?.[1] ?? 0)

  const catalogs = new Set([addedPages, addedTree])
  for (const index of source.indexes) {
    const body = source.object(index)
    if (catalogs.has(index) || /\/Type \/(Catalog|Metadata)\b/.test(body)) continue
    target.set(index + shift, rewrite(body, { moved, shift, firstKey, pages, tree, addedPages, addedTree }))
  }
  const kids = moved(listOf(source.object(addedPages), "Kids"))
  target.set(
    pages,
    grow(target.object(pages), "Kids", kids).replace(
      /\/Count (\d+)/,
      (_, count) => `/Count ${Number(count) + kids.split(" R").length - 1}`,
    ),
  )
  target.set(tree, mergeTrees(target.object(tree), moved(source.object(addedTree)), firstKey))
  return target.toBuffer()
}

type Move = {
  moved: (text: string) => string
  shift: number
  firstKey: number
  pages: number
  tree: number
  addedPages: number
  addedTree: number
}

/** References move with their objects; what pointed at the added file's own roots points at the first one's. */
function rewrite(body: string, { moved, shift, firstKey, pages, tree, addedPages, addedTree }: Move): string {
  const stream = body.indexOf("stream\n")
  const dictionary = stream < 0 ? body : body.slice(0, stream)
  const text = moved(dictionary)
    .replaceAll(`/Parent ${addedPages + shift} 0 R`, `/Parent ${pages} 0 R`)
    .replaceAll(`/P ${addedTree + shift} 0 R`, `/P ${tree} 0 R`)
    .replace(/\/StructParents (\d+)/, (_, key) => `/StructParents ${Number(key) + firstKey}`)
  return stream < 0 ? text : text + body.slice(stream)
}

function mergeTrees(base: string, added: string, firstKey: number): string {
  const keys = listOf(added, "Nums").replace(
    /(^|\])(\s*)(\d+) \[/g,
    (_, end, space, key) => `${end}${space}${Number(key) + firstKey} [`,
  )
  const next = firstKey + Number(/\/ParentTreeNextKey (\d+)/.exec(added)?.[1] ?? 0)
  return grow(grow(base, "Nums", keys), "K", listOf(added, "K")).replace(
    /\/ParentTreeNextKey \d+/,
    `/ParentTreeNextKey ${next}`,
  )
}

/** Files that travel inside the document: readers list them, `pdfdetach` takes them out. */
export function attachFiles(base: Buffer, files: readonly Attachment[]): Buffer {
  const target = new IncrementalPdf(base)
  const specs = files.map((file) => ({ ...file, index: target.add(fileSpec(file, target.add(fileStream(file)))) }))
  const names = specs
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, index }) => `${pdfText(name)} ${index} 0 R`)
    .join(" ")
  const tree = referenceOf(target.catalog, "Names")
  target.set(tree, target.object(tree).replace(/>>\s*$/, `/EmbeddedFiles << /Names [${names}] >>\n>>`))
  const associated = specs.map(({ index }) => `${index} 0 R`).join(" ")
  target.changeCatalog((catalog) => catalog.replace(/>>\s*$/, `/AF [${associated}]\n>>`))
  return target.toBuffer()
}

function fileStream({ bytes, mediaType, at }: Attachment): string {
  const packed = deflateSync(bytes)
  const checksum = createHash("md5").update(bytes).digest("hex")
  const params = `<< /Size ${bytes.length} /ModDate ${pdfDate(at)} /CheckSum <${checksum}> >>`
  const head = `<<\n/Type /EmbeddedFile\n/Subtype /${mediaType.replace("/", "#2F")}\n/Params ${params}\n/Filter /FlateDecode\n/Length ${packed.length}\n>>`
  return `${head}\nstream\n${packed.toString("latin1")}\nendstream`
}

const fileSpec = ({ name, description }: Attachment, stream: number): string =>
  `<<\n/Type /Filespec\n/AFRelationship /Supplement\n/F ${pdfText(name)}\n/UF ${pdfText(name)}\n/Desc ${pdfText(description)}\n/EF << /F ${stream} 0 R /UF ${stream} 0 R >>\n>>`

function referenceOf(dictionary: string, key: string): number {
  const found = new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary)?.[1]
  if (!found) throw new Error(`not a PDF that this portal writes: no ${key}`)
  return Number(found)
}

/** Where the list of this key stands, between its brackets. */
function span(dictionary: string, key: string): { start: number; end: number } {
  const start = dictionary.indexOf("[", dictionary.search(new RegExp(`/${key}\\b`))) + 1
  let depth = 1
  let end = start
  while (depth > 0 && end < dictionary.length) {
    if (dictionary[end] === "[") depth += 1
    if (dictionary[end] === "]") depth -= 1
    end += 1
  }
  return { start, end: end - 1 }
}

function listOf(dictionary: string, key: string): string {
  const { start, end } = span(dictionary, key)
  return dictionary.slice(start, end).trim()
}

function grow(dictionary: string, key: string, added: string): string {
  const { end } = span(dictionary, key)
  return `${dictionary.slice(0, end)} ${added} ${dictionary.slice(end)}`
}
