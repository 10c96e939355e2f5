import { read } from "@/lib/access/door.ts"
import { documentContext } from "@/lib/access/request.ts"
import { serveStored, unknownDocument } from "@/lib/documents/commands/serve.ts"
import { findDocument } from "@/lib/documents/queries/stored.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"

type Props = { params: Promise<{ document: string }> }

/** The original bytes, or 404 for what this person may not see as for what does not exist. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const ctx = await documentContext()
  const { document: id } = await params
  if (!ctx || !isIdentifier(id)) return unknownDocument()
  const document = await read(ctx, (tx) => findDocument(tx, id))
  return document ? serveStored(document) : unknownDocument()
}
