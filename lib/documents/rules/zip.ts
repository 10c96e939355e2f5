export type ZipEntry = { name: string; size: number }

const END = 0x06054b50
const CENTRAL = 0x02014b50

/** The directory of a zip (APPNOTE.TXT, 4.3): names and sizes, nothing inflated. Null when it cannot be read. */
export function listZip(bytes: Uint8Array): ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === null) return null
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  const entries: ZipEntry[] = []
  for (let rank = 0; rank < count; rank += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== CENTRAL) return null
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    entries.push({ name, size: view.getUint32(at + 24, true) })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** From the end: a comment of 65 535 bytes at most follows it. */
function findEnd(view: DataView): number | null {
  const last = view.byteLength - 22
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1) if (view.getUint32(at, true) === END) return at
  return null
}

/** Macros, controls and programs inside an office file (OOXML and OpenDocument). */
const ACTIVE =
  /(^|\/)(vbaProject[^/]*\.bin|vbaData\.xml)$|(^|\/)activeX\/|(^|\/)oleObject[^/]*\.bin$|^(Basic|Scripts)\/|\.(exe|dll|js|vbs|bat|cmd|ps1|jar|scr)$/i

export const hasActiveEntries = (entries: readonly ZipEntry[]): boolean => entries.some(({ name }) => ACTIVE.test(name))

/** Past this once opened, a document is a bomb: the largest office files of a mairie stay far below. */
const OPENED_MAX = 500 * 1024 * 1024

export const isZipBomb = (entries: readonly ZipEntry[]): boolean =>
  entries.length > 20_000 || entries.reduce((total, { size }) => total + size, 0) > OPENED_MAX
