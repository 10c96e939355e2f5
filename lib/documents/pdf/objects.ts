import { createInflate } from "node:zlib"

/** What makes a PDF act by itself, or carry something else. */
export type ActiveContent = "javascript" | "lancement" | "fichiers-joints" | "xfa" | "media" | "envoi"

export type ObjectsReport = { active: ActiveContent[]; bomb: boolean; readable: boolean }

const NAMES: Readonly<Record<string, ActiveContent>> = {
  JavaScript: "javascript",
  JS: "javascript",
  Launch: "lancement",
  EmbeddedFile: "fichiers-joints",
  EmbeddedFiles: "fichiers-joints",
  XFA: "xfa",
  RichMedia: "media",
  Movie: "media",
  SubmitForm: "envoi",
  ImportData: "envoi",
}

/** All streams of a document, inflated, in bytes: scans hold JPEG, which is not inflated. */
export const INFLATED_MAX = 200 * 1024 * 1024
/** Objects packed in a stream are read whole. */
const PACKED_MAX = 32 * 1024 * 1024

/**
 * Reads the bytes without following the document's own references, so that what a reader is not meant to see is seen too
 * (ISO 32000-1, 7.3 and 7.5.7): names outside streams, then inside object streams; every deflated stream is measured.
 */
export async function readObjects(bytes: Buffer): Promise<ObjectsReport> {
  const active = new Set<ActiveContent>()
  let left = INFLATED_MAX
  let readable = true
  for (const { outside, stream, from, to } of parts(bytes)) {
    for (const name of namesOf(outside)) active.add(name)
    if (!stream) continue
    const filters = filtersOf(outside)
    const packed = /\/Type\s*\/ObjStm\b/.test(unescapeNames(lastDictionary(outside)))
    if (filters.filter((filter) => filter === "FlateDecode" || filter === "Fl").length > 1) return bombOf(active)
    if (filters.length === 0) {
      if (packed) for (const name of namesOf(bytes.toString("latin1", from, to))) active.add(name)
      continue
    }
    const deflated = filters[0] === "FlateDecode" || filters[0] === "Fl"
    // Nobody packs objects under another filter but to hide them.
    if (packed && (!deflated || filters.length > 1)) readable = false
    if (!deflated) continue
    const inflated = await inflate(bytes.subarray(from, to), Math.min(left, packed ? PACKED_MAX : left), packed)
    if (inflated === null) return bombOf(active)
    left -= inflated.size
    if (inflated.text) for (const name of namesOf(inflated.text)) active.add(name)
  }
  return { active: [...active], bomb: false, readable }
}

const bombOf = (active: ReadonlySet<ActiveContent>): ObjectsReport => ({
  active: [...active],
  bomb: true,
  readable: true,
})

type Part = { outside: string; stream: boolean; from: number; to: number }

/** The text up to each stream, and where the stream lies. */
function* parts(bytes: Buffer): Iterable<Part> {
  let at = 0
  for (;;) {
    const keyword = findStream(bytes, at)
    if (keyword === null) break
    const { start, from } = keyword
    const end = bytes.indexOf("endstream", from, "latin1")
    const to = end < 0 ? bytes.length : end
    yield { outside: bytes.toString("latin1", at, start), stream: true, from, to }
    at = end < 0 ? bytes.length : end + "endstream".length
  }
  yield { outside: bytes.toString("latin1", at), stream: false, from: at, to: at }
}

/** The keyword follows a dictionary and ends its line. */
function findStream(bytes: Buffer, after: number): { start: number; from: number } | null {
  for (let at = bytes.indexOf("stream", after, "latin1"); at >= 0; at = bytes.indexOf("stream", at + 6, "latin1")) {
    const before = bytes.toString("latin1", Math.max(after, at - 64), at)
    if (!/>>\s*$/.test(before)) continue
    const next = bytes[at + 6]
    if (next === 0x0a) return { start: at, from: at + 7 }
    if (next === 0x0d) return { start: at, from: at + (bytes[at + 7] === 0x0a ? 8 : 7) }
  }
  return null
}

const lastDictionary = (outside: string): string => outside.slice(Math.max(0, outside.lastIndexOf(" obj")))

function filtersOf(outside: string): string[] {
  const dictionary = unescapeNames(lastDictionary(outside))
  const found = /\/Filter\s*(\[[^\]]*\]|\/[A-Za-z0-9]+)/.exec(dictionary)?.[1] ?? ""
  return [...found.matchAll(/\/([A-Za-z0-9]+)/g)].map(([, name]) => String(name))
}

/** "/J#61vaScript" is "/JavaScript" (ISO 32000-1, 7.3.5). */
const unescapeNames = (text: string): string =>
  text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

function namesOf(text: string): ActiveContent[] {
  return [...unescapeNames(text).matchAll(/\/([A-Za-z]{2,14})(?![A-Za-z0-9])/g)].flatMap(([, name]) => {
    const known = Object.hasOwn(NAMES, String(name)) ? NAMES[String(name)] : undefined
    return known ? [known] : []
  })
}

/** Null past `max` bytes. Bytes that do not inflate are nothing: readers ignore them too. */
function inflate(deflated: Buffer, max: number, keep: boolean): Promise<{ size: number; text: string } | null> {
  return new Promise((resolve) => {
    const kept: Buffer[] = []
    let size = 0
    const stream = createInflate()
    const done = () => resolve({ size, text: Buffer.concat(kept).toString("latin1") })
    stream.on("data", (chunk: Buffer) => {
      size += chunk.length
      if (keep) kept.push(chunk)
      if (size > max) {
        stream.destroy()
        resolve(null)
      }
    })
    stream.on("end", done)
    stream.on("error", done)
    stream.end(deflated)
  })
}
