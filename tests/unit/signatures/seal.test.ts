import { createHash } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { appendPages, attachFiles } from "@/lib/platform/pdf/append.ts"
import { writeFlow } from "@/lib/platform/pdf/flow.ts"
import { latinFonts } from "@/lib/platform/pdf/fonts.ts"
import { p12Sceau } from "@/lib/ports/sceau.ts"
import { ensureTestCertificate } from "@/scripts/local/certificate.ts"
import { inspectPdf } from "@/tests/support/pdf-tools.ts"

const folder = mkdtempSync(join(tmpdir(), "portail-sceau-"))
const file = join(folder, "sceau.p12")
const sceau = p12Sceau({ file, passphrase: "phrase d'essai" })
const le = new Date("2026-11-22T10:00:00Z")
const mention = { nom: "Opérateur d’essai", motif: "Charte d’adhésion", lieu: "Évreux", contact: "x@demo.invalid", le }
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")

const settings = { author: "Essai", foot: "Essai", accent: "#0b5d56", specimen: false, date: le }
const document = async (title: string, pages = 1) =>
  writeFlow({ ...settings, title }, await latinFonts(), (flow) => {
    flow.title(title)
    for (let page = 0; page < pages; page++) {
      if (page > 0) flow.newPage()
      flow.heading(`Article ${page + 1}`)
      flow.paragraph("L’œuvre commune des communes de l’Eure.")
      flow.table([["Évreux", "4 961,40 €"]], { head: ["Commune", "Montant"], widths: [0.7, 0.3], right: [1] })
    }
  })

beforeAll(() => ensureTestCertificate(file, "phrase d'essai", "Opérateur d’essai"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("the seal", () => {
  it("is found valid by pdfsig, over the whole file, in the format of PAdES", async () => {
    const { signatures } = inspectPdf(await sceau.seal(await document("Charte"), mention))
    expect(signatures).toContain("Signature is Valid.")
    expect(signatures).toContain("Total document signed")
    expect(signatures).toContain("ETSI.CAdES.detached")
    expect(signatures).toMatch(/SHA-?256/)
  })

  it("shows that one byte was changed", async () => {
    const sealed = await sceau.seal(await document("Charte"), mention)
    for (const place of [0.1, 0.3, 0.5]) {
      const altered = Buffer.from(sealed)
      const at = Math.floor(sealed.indexOf("/ByteRange") * place)
      altered[at] = (altered[at] ?? 0) ^ 1
      expect(inspectPdfSignatures(altered)).not.toContain("Signature is Valid.")
    }
  })

  it("keeps the signed bytes as the beginning of the file, a page and pieces added after them", async () => {
    const signed = await document("Charte", 3)
    const preuve = Buffer.from('{"preuve":"œ"}')
    const piece = { name: "preuve-é.json", description: "Dossier de preuve", mediaType: "application/json", at: le }
    const whole = attachFiles(appendPages(signed, await document("Dossier de preuve", 2)), [
      { ...piece, bytes: preuve },
    ])
    const sealed = await sceau.seal(whole, mention)
    expect(sha256(sealed.subarray(0, signed.length))).toBe(sha256(signed))
    const { info, text, structure, signatures, attachments, complaints } = inspectPdf(sealed)
    expect(complaints).toBe("")
    expect(info).toMatch(/Pages:\s+5\n/)
    expect(info).toMatch(/Tagged:\s+yes/)
    expect(text.indexOf("Charte")).toBeLessThan(text.indexOf("Dossier de preuve"))
    expect(structure.match(/H1/g)).toHaveLength(2)
    expect(structure.match(/Article/g)).toHaveLength(5)
    expect(signatures).toContain("Signature is Valid.")
    expect(signatures).toContain("Total document signed")
    expect(attachments.get("preuve-é.json")).toEqual(preuve)
  })

  it("refuses a wrong passphrase", async () => {
    const wrong = p12Sceau({ file, passphrase: "autre" })
    await expect(wrong.seal(await document("Charte"), mention)).rejects.toThrow()
  })
})

function inspectPdfSignatures(bytes: Buffer): string {
  try {
    return inspectPdf(bytes).signatures
  } catch (error) {
    return String(error)
  }
}
