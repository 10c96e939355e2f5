import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { documentContext } from "@/lib/access/request.ts"
import { findDeliberationFichier } from "@/lib/deliberations/queries.ts"
import { serveStored, unknownDocument } from "@/lib/documents/commands/serve.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"

type Props = { params: Promise<{ fichier: string }> }

/** The act that voted a tariff: for staff, for members whose tariff it fixes, for visitors where it is public. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const ctx = (await documentContext()) ?? PUBLIC
  const { fichier } = await params
  if (!isIdentifier(fichier)) return unknownDocument()
  const reader = ctx.kind === "agent" || ctx.kind === "membre" ? ctx.kind : "public"
  const document = await read(ctx, (tx) => findDeliberationFichier(tx, fichier, reader))
  return document ? serveStored(document) : unknownDocument()
}
