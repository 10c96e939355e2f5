import { read } from "@/lib/access/door.ts"
import { documentContext } from "@/lib/access/request.ts"
import { readStored } from "@/lib/documents/commands/zip.ts"
import { findDocument } from "@/lib/documents/queries/stored.ts"
import { disposition } from "@/lib/documents/rules/file-name.ts"
import { FORMATS } from "@/lib/documents/types.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { documentStorage } from "@/lib/ports/storage.ts"

type Props = { params: Promise<{ document: string }> }

const unknown = () =>
  new Response("Document introuvable.", { status: 404, headers: { "content-type": "text/plain; charset=utf-8" } })

/** What a browser may show by itself; anything else is kept on the disk. */
const SHOWN: ReadonlySet<string> = new Set(
  Object.entries(FORMATS).flatMap(([format, { affiche }]) => (affiche ? [format] : [])),
)

/** The original bytes, or 404 for what this person may not see as for what does not exist. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const ctx = await documentContext()
  const { document: id } = await params
  if (!ctx || !isIdentifier(id)) return unknown()
  const document = await read(ctx, (tx) => findDocument(tx, id))
  if (!document) return unknown()
  const clear = await readStored(document, documentStorage())
  return new Response(new Uint8Array(clear), {
    headers: {
      "content-type": document.mediaType,
      "content-disposition": disposition(SHOWN.has(document.mediaType) ? "inline" : "attachment", document.nom),
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  })
}
