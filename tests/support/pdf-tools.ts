import { execFileSync, spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inflateSync } from "node:zlib"

/** What poppler says of a PDF: an opinion that is not ours. */
export function inspectPdf(bytes: Uint8Array) {
  const folder = mkdtempSync(join(tmpdir(), "portail-pdf-"))
  const file = join(folder, "document.pdf")
  writeFileSync(file, bytes)
  const run = (tool: string, ...args: string[]) =>
    execFileSync(tool, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] })
  try {
    return {
      info: run("pdfinfo", file),
      text: run("pdftotext", "-layout", file, "-"),
      structure: run("pdfinfo", "-struct-text", file),
      /** Signs and complains on both streams; a file without signature ends with status 2. */
      signatures: said(spawnSync("pdfsig", [file], { encoding: "utf8" })),
      complaints: said(spawnSync("pdftocairo", ["-svg", file, "/dev/null"], { encoding: "utf8" })),
      attachments: attachmentsOf(file, folder),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Its text and the files in it, alone: what a test of many documents needs. */
export function readPdf(bytes: Uint8Array): { text: string; attachments: Map<string, Buffer> } {
  const folder = mkdtempSync(join(tmpdir(), "portail-pdf-"))
  const file = join(folder, "document.pdf")
  writeFileSync(file, bytes)
  try {
    return {
      text: execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }),
      attachments: attachmentsOf(file, folder),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const said = ({ stdout, stderr }: { stdout: string; stderr: string }): string => `${stdout}${stderr}`

function attachmentsOf(file: string, folder: string): Map<string, Buffer> {
  const listed = execFileSync("pdfdetach", ["-list", file], { encoding: "utf8" })
  const names = [...listed.matchAll(/^\d+: (.+)$/gm)].map(([, name]) => String(name))
  return new Map(
    names.map((name, index) => {
      const out = join(folder, `piece-${index + 1}`)
      execFileSync("pdfdetach", ["-save", String(index + 1), "-o", out, file])
      return [name, readFileSync(out)]
    }),
  )
}

/** Sizes of the faces that each page sets, in its own instructions. */
export const faceSizes = (bytes: Uint8Array | undefined): number[][] =>
  streamsOf(Buffer.from(bytes ?? []))
    .map((text) => [...text.matchAll(/\/F\d+ ([\d.]+) Tf/g)].map(([, size]) => Number(size)))
    .filter((found) => found.length > 0)

/** What pdfkit packs of each page, unpacked; fonts and the rest set no face. */
function streamsOf(pdf: Buffer): string[] {
  const found: string[] = []
  for (let at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("stream\n", at + 7)) {
    try {
      found.push(inflateSync(pdf.subarray(at + 7)).toString("latin1"))
    } catch {
      // Not packed so: no instructions of a page.
    }
  }
  return found
}
