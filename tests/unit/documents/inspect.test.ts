import { deflateSync } from "node:zlib"
import { describe, expect, it, vi } from "vitest"
import { inspectFile } from "@/lib/documents/commands/inspect.ts"
import { inspectPdf } from "@/lib/documents/pdf/inspect.ts"
import type { DepotRefusal } from "@/lib/documents/types.ts"
import { docx, onePagePdf, pdf, pdfBomb, windowsProgram, zip } from "../../support/files.ts"

// Each PDF is read by a program of its own, which a busy machine starts slowly.
vi.setConfig({ testTimeout: 60_000 })

const said = async (bytes: Buffer) => {
  const answer = await inspectFile(bytes)
  return answer.ok ? answer.value : answer.refusal
}

describe("a file is what its bytes say", () => {
  it("takes an honest PDF, image or office document", async () => {
    expect(await said(await pdf())).toBe("application/pdf")
    expect(await said(onePagePdf())).toBe("application/pdf")
    expect(
      await said(
        Buffer.from(
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNiAAAABgADNjd8qAAAAABJRU5ErkJggg==",
          "base64",
        ),
      ),
    ).toBe("image/png")
    expect(await said(await docx())).toMatch(/wordprocessingml/)
    expect(await said(await zip({ mimetype: "application/vnd.oasis.opendocument.text", "content.xml": "<x/>" }))).toBe(
      "application/vnd.oasis.opendocument.text",
    )
  })

  const refused: [string, () => Buffer | Promise<Buffer>, DepotRefusal][] = [
    ["an empty file", () => Buffer.alloc(0), "fichier-vide"],
    ["a Windows program, whatever its name", windowsProgram, "fichier-programme"],
    [
      "a Linux program",
      () => Buffer.concat([Buffer.from("\x7fELF\x02\x01\x01"), Buffer.alloc(64)]),
      "fichier-programme",
    ],
    ["a shell script", () => Buffer.from("#!/bin/sh\nrm -rf /\n"), "fichier-programme"],
    ["a page of HTML", () => Buffer.from("<!doctype html><script>alert(1)</script>"), "fichier-format"],
    [
      "a drawing that may hold a script",
      () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
      "fichier-format",
    ],
    ["any zip", () => zip({ "a.txt": "a" }), "fichier-format"],
    ["a Word document with macros", () => docx({ "word/vbaProject.bin": "macro" }), "fichier-macros"],
    [
      "a document that embeds a program's object",
      () => docx({ "word/embeddings/oleObject1.bin": "ole" }),
      "fichier-macros",
    ],
    ["the first bytes of a PDF and nothing behind", () => Buffer.from("%PDF-1.7\n"), "pdf-illisible"],
  ]
  it.each(refused)("refuses %s", async (_what, bytes, refusal) => {
    expect(await said(await bytes())).toBe(refusal)
  })
})

describe("a PDF that acts by itself", () => {
  const javascript = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
  const packed = "5 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>"
  const cases: [string, () => Buffer | Promise<Buffer>, DepotRefusal][] = [
    ["runs JavaScript when it opens", () => onePagePdf({ catalog: javascript }), "pdf-javascript"],
    [
      "writes the name of JavaScript in another way",
      () => onePagePdf({ catalog: "/OpenAction << /S /J#61vaScript /J#53 (1) >>" }),
      "pdf-javascript",
    ],
    [
      "hides it in a packed stream of objects",
      () =>
        onePagePdf({
          others: [
            {
              dictionary: "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode",
              stream: deflateSync(Buffer.from(packed)),
            },
          ],
        }),
      "pdf-javascript",
    ],
    [
      "launches a program",
      () =>
        onePagePdf({
          page: "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (cmd.exe) >> >>]",
        }),
      "pdf-lancement",
    ],
    [
      "carries another file",
      () => pdf({}, (document) => document.file(Buffer.from("caché"), { name: "cache.exe" })),
      "pdf-fichiers-joints",
    ],
    ["is a form of the XFA kind", () => onePagePdf({ catalog: "/AcroForm << /XFA (x) /Fields [] >>" }), "pdf-xfa"],
    [
      "sends what one types",
      () => onePagePdf({ catalog: "/OpenAction << /S /SubmitForm /F (http://x.invalid) >>" }),
      "pdf-envoi",
    ],
    [
      "plays a video",
      () => onePagePdf({ page: "/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>]" }),
      "pdf-media",
    ],
    ["asks for a password", () => pdf({ userPassword: "secret" }), "pdf-chiffre"],
    ["is encrypted, even if it opens without a password", () => pdf({ ownerPassword: "secret" }), "pdf-chiffre"],
    ["opens to 220 MB from some kilobytes", () => pdfBomb(220), "fichier-bombe"],
    [
      "is deflated twice, so that its size does not show",
      () =>
        onePagePdf({
          others: [
            { dictionary: "/Filter [/FlateDecode /FlateDecode]", stream: deflateSync(deflateSync(Buffer.alloc(1000))) },
          ],
        }),
      "fichier-bombe",
    ],
    [
      "packs objects where nobody does",
      () =>
        onePagePdf({
          others: [{ dictionary: "/Type /ObjStm /N 1 /First 4 /Filter /ASCIIHexDecode", stream: Buffer.from("00>") }],
        }),
      "pdf-illisible",
    ],
  ]
  it.each(cases)("is refused when it %s", async (_what, bytes, refusal) => {
    expect(await said(await bytes())).toBe(refusal)
  })

  it("is read within a time and a memory, and killed past them", async () => {
    expect(await inspectPdf(pdfBomb(190), { timeMs: 30, memoryBytes: 1e9 })).toBeNull()
    expect(await inspectPdf(await pdf(), { timeMs: 10_000, memoryBytes: 20 * 1024 * 1024 })).toBeNull()
  })
})
