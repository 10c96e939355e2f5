import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { findMapData } from "@/lib/bal/queries/map.ts"
import { territoireOf } from "../_components/open-adresses.ts"

type Props = { params: Promise<{ collectivite: string }> }

/** What the map draws: the points and streets of the file itself, and the outline when staff loaded one. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const ctx = await membreContext((await params).collectivite)
  const choix = new URL(request.url).searchParams.get("commune") ?? undefined
  const data = await read(ctx, async (tx) => {
    const { commune } = await territoireOf(tx, ctx, choix)
    return commune ? findMapData(tx, only(ctx).collectiviteId, commune.id) : null
  })
  return data ? Response.json(data, { headers: { "cache-control": "no-store" } }) : new Response(null, { status: 404 })
}
