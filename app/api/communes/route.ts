import type { NextRequest } from "next/server"
import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { searchCollectivites } from "@/lib/collectivites/queries/public-register.ts"
import { SIMULATED_TYPES } from "@/lib/collectivites/types.ts"

const SHOWN = 8

/** Completion of the simulator's field: public facts only, so that any cache may keep them. */
export async function GET(request: NextRequest): Promise<Response> {
  const typed = request.nextUrl.searchParams.get("q") ?? ""
  const found = await read(PUBLIC, (tx) => searchCollectivites(tx, typed, SIMULATED_TYPES, SHOWN))
  return Response.json(found, { headers: { "cache-control": "public, max-age=300" } })
}
