import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findProgress } from "@/lib/cotisations/queries.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"

type Props = { params: Promise<{ campagne: string }> }

export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const ctx = await agentContext()
  const { campagne } = await params
  const progress = isIdentifier(campagne) ? await read(ctx, (tx) => findProgress(tx, campagne)) : null
  return progress
    ? Response.json(progress, { headers: { "cache-control": "no-store" } })
    : new Response(null, { status: 404 })
}
