import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { documentContext } from "@/lib/access/request.ts"
import { findFichier } from "@/lib/catalogue/queries/fichiers.ts"
import { readStored } from "@/lib/documents/commands/zip.ts"
import { disposition } from "@/lib/documents/rules/file-name.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { documentStorage } from "@/lib/ports/storage.ts"

type Props = { params: Promise<{ fichier: string }> }

const unknown = () =>
  new Response("Document introuvable.", { status: 404, headers: { "content-type": "text/plain; charset=utf-8" } })

/** A file to read about a service, for a visitor too; 404 for what one may not see as for what does not exist. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const ctx = (await documentContext()) ?? PUBLIC
  const { fichier } = await params
  if (!isIdentifier(fichier)) return unknown()
  const document = await read(ctx, (tx) => findFichier(tx, fichier, { staff: ctx.kind === "agent" }))
  if (!document) return unknown()
  const clear = await readStored(document, documentStorage())
  return new Response(new Uint8Array(clear), {
    headers: {
      "content-type": document.mediaType,
      "content-disposition": disposition("inline", document.nom),
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  })
}
