import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { findLastDepot } from "@/lib/bal/queries/report.ts"

type Props = { params: Promise<{ collectivite: string }> }

/** Whether the last file handed in is analysed. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const ctx = await membreContext((await params).collectivite)
  const depot = await read(ctx, (tx) => findLastDepot(tx, only(ctx).collectiviteId))
  return depot
    ? Response.json({ etat: depot.etat }, { headers: { "cache-control": "no-store" } })
    : new Response(null, { status: 404 })
}
