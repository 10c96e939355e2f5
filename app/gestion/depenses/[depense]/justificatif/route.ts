import { notFound } from "next/navigation"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { serveStored } from "@/lib/documents/commands/serve.ts"
import { findJustificatif } from "@/lib/partages/queries/depenses.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"

type Params = { params: Promise<{ depense: string }> }

/** The supplier's bill, as it was given. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const ctx = await agentContext()
  const { depense } = await params
  if (!isIdentifier(depense)) notFound()
  const file = await read(ctx, (tx) => findJustificatif(tx, depense))
  if (!file) notFound()
  return serveStored(file)
}
