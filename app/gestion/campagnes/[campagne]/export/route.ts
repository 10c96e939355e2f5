import type { NextRequest } from "next/server"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { exportLignes, findCampagne } from "@/lib/cotisations/queries.ts"
import { lignesFilter } from "@/lib/cotisations/schema.ts"
import { toCsv } from "@/lib/platform/csv.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"

type Props = { params: Promise<{ campagne: string }> }

/** The preview as it is filtered, all of its pages. */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const ctx = await agentContext()
  const { campagne: id } = await params
  const filter = lignesFilter.parse(Object.fromEntries(request.nextUrl.searchParams))
  const found = isIdentifier(id)
    ? await read(ctx, async (tx) => {
        const campagne = await findCampagne(tx, id)
        return campagne && { campagne, table: await exportLignes(tx, id, filter) }
      })
    : null
  if (!found) return new Response(null, { status: 404 })
  return new Response(toCsv(found.table.rows, found.table.columns), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="cotisation-${found.campagne.exercice}.csv"`,
      "cache-control": "no-store",
    },
  })
}
