import type { Ecrit } from "./ecrit.ts"
import { renderDocx } from "./render-docx.ts"
import { renderPdf } from "./render-pdf.ts"

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

/** The paper in the form that was asked for: `docx` to edit, otherwise PDF. */
export async function answerWith(ecrit: Ecrit, format: string | null): Promise<Response> {
  const docx = format === "docx"
  const bytes = docx ? await renderDocx(ecrit) : await renderPdf(ecrit)
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": docx ? DOCX : "application/pdf",
      "content-disposition": `${docx ? "attachment" : "inline"}; filename="${ecrit.fichier}.${docx ? "docx" : "pdf"}"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  })
}
