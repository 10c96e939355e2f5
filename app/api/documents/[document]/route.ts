import { read } from "@/lib/access/door.ts"
import { documentContext } from "@/lib/access/request.ts"
import { findDocument } from "@/lib/documents/queries.ts"
import { env } from "@/lib/platform/env.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { openDocument } from "@/lib/ports/envelope.ts"
import { addressOf, documentStorage } from "@/lib/ports/storage.ts"

type Props = { params: Promise<{ document: string }> }

const unknown = () =>
  new Response("Document introuvable.", { status: 404, headers: { "content-type": "text/plain; charset=utf-8" } })

/** The original bytes, or 404 for what this person may not see as for what does not exist. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const ctx = await documentContext()
  const { document: id } = await params
  if (!ctx || !isIdentifier(id)) return unknown()
  const document = await read(ctx, (tx) => findDocument(tx, id))
  if (!document) return unknown()
  const sealed = await documentStorage().get(document.adresse)
  if (!sealed) throw new Error(`document ${id}: its bytes are missing or altered`)
  const clear = openDocument(sealed, document.cleEnveloppee, Buffer.from(env().DOCUMENT_KEY, "base64"))
  if (addressOf(clear) !== document.empreinte) throw new Error(`document ${id}: not the bytes that were stored`)
  return new Response(new Uint8Array(clear), {
    headers: {
      "content-type": document.mediaType,
      "content-disposition": `inline; filename="${document.nom}"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  })
}
