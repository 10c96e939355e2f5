import { fileTypeFromBuffer } from "file-type"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { inspectPdf } from "../pdf/inspect.ts"
import { hasActiveEntries, isZipBomb, listZip } from "../rules/zip.ts"
import { type DepotRefusal, FORMATS, type Format } from "../types.ts"

/** Windows, Linux, macOS, Java, Android, scripts: by their first bytes, whatever their name. */
const PROGRAMS = new Set([
  "exe",
  "elf",
  "macho",
  "dmg",
  "class",
  "jar",
  "apk",
  "wasm",
  "deb",
  "rpm",
  "msi",
  "crx",
  "lnk",
  "dex",
  "swf",
])
const SCRIPT = Buffer.from("#!")
const MACROS = /macroenabled/i

/** What the bytes are, and that nothing in them acts by itself; the name and the browser's word count for nothing. */
export async function inspectFile(bytes: Buffer): Promise<Result<Format, DepotRefusal>> {
  if (bytes.length === 0) return refuse("fichier-vide")
  if (bytes.subarray(0, 2).equals(SCRIPT)) return refuse("fichier-programme")
  const found = await fileTypeFromBuffer(bytes)
  if (found && PROGRAMS.has(found.ext)) return refuse("fichier-programme")
  if (found && MACROS.test(found.mime)) return refuse("fichier-macros")
  if (!found || !isFormat(found.mime)) return refuse("fichier-format")
  const danger = found.mime === "application/pdf" ? await dangerOfPdf(bytes) : dangerOfOther(bytes, found.mime)
  return danger ? refuse(danger) : ok(found.mime)
}

const isFormat = (mime: string): mime is Format => Object.hasOwn(FORMATS, mime)

async function dangerOfPdf(bytes: Buffer): Promise<DepotRefusal | null> {
  const report = await inspectPdf(bytes)
  if (report === null) return "pdf-trop-long"
  if (!report.lu) return report.chiffre ? "pdf-chiffre" : "pdf-illisible"
  if (report.bombe) return "fichier-bombe"
  const [active] = report.active
  return active ? `pdf-${active}` : null
}

/** Office files are zips: their directory says what they hold. */
function dangerOfOther(bytes: Buffer, format: Format): DepotRefusal | null {
  if (format.startsWith("image/")) return null
  const entries = listZip(bytes)
  if (entries === null) return "fichier-format"
  if (isZipBomb(entries)) return "fichier-bombe"
  return hasActiveEntries(entries) ? "fichier-macros" : null
}
