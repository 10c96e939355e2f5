import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listGenerations } from "@/lib/conventions/queries/generations.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"

type Props = { params: Promise<{ generation: string }> }

export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const ctx = await agentContext()
  const { generation } = await params
  const [counts] = isIdentifier(generation) ? await read(ctx, (tx) => listGenerations(tx, generation)) : []
  return counts
    ? Response.json(counts, { headers: { "cache-control": "no-store" } })
    : new Response(null, { status: 404 })
}
