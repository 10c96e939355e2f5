import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findEnvois } from "@/lib/echanges/queries/reprises.ts"
import { reprisesFilter } from "@/lib/echanges/schema.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"

export async function GET(request: Request): Promise<Response> {
  const ctx = await agentContext()
  const asked = reprisesFilter.parse(Object.fromEntries(new URL(request.url).searchParams))
  const envois = await read(ctx, (tx) => findEnvois(tx, asked.exercice ?? yearOf(today())))
  return Response.json(envois, { headers: { "cache-control": "no-store" } })
}
