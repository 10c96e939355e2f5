import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { documentContext } from "@/lib/access/request.ts"
import { findFichier } from "@/lib/catalogue/queries/fichiers.ts"
import { serveStored, unknownDocument } from "@/lib/documents/commands/serve.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"

type Props = { params: Promise<{ fichier: string }> }

/** A file to read about a service, for a visitor too. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const ctx = (await documentContext()) ?? PUBLIC
  const { fichier } = await params
  if (!isIdentifier(fichier)) return unknownDocument()
  const document = await read(ctx, (tx) => findFichier(tx, fichier, { staff: ctx.kind === "agent" }))
  return document ? serveStored(document) : unknownDocument()
}
