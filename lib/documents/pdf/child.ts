import { buffer } from "node:stream/consumers"
import { getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs"
import { type ActiveContent, readObjects } from "./objects.ts"

export type PdfReport =
  | { lu: true; pages: number; active: ActiveContent[]; chiffre: boolean; bombe: boolean }
  | { lu: false; chiffre: boolean }

/** Pages whose links and buttons are looked at: enough for any act; the whole is read by `readObjects` anyway. */
const PAGES_MAX = 200

/** A program of its own (inspect.ts starts and bounds it): the document on its input, the report on its output. */
const report = await inspect(await buffer(process.stdin))
process.stdout.write(JSON.stringify(report), () => process.exit(0))

async function inspect(bytes: Buffer): Promise<PdfReport> {
  // Before the reader, which would inflate the bomb.
  const objects = await readObjects(bytes)
  if (objects.bomb) return { lu: true, pages: 0, active: objects.active, chiffre: false, bombe: true }
  try {
    const document = await getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS }).promise
    const { info } = await document.getMetadata()
    const { EncryptFilterName, IsXFAPresent } = info as { EncryptFilterName?: string | null; IsXFAPresent?: boolean }
    if (EncryptFilterName) return { lu: false, chiffre: true }
    const active = new Set(objects.active)
    if (IsXFAPresent) active.add("xfa")
    if (await document.hasJSActions()) active.add("javascript")
    if (await document.getAttachments()) active.add("fichiers-joints")
    for (let page = 1; page <= Math.min(document.numPages, PAGES_MAX); page += 1) {
      for (const annotation of await (await document.getPage(page)).getAnnotations()) {
        if (annotation.subtype === "FileAttachment") active.add("fichiers-joints")
      }
    }
    if (!objects.readable) return { lu: false, chiffre: false }
    return { lu: true, pages: document.numPages, active: [...active], chiffre: false, bombe: false }
  } catch (error) {
    return { lu: false, chiffre: error instanceof Error && error.name === "PasswordException" }
  }
}
