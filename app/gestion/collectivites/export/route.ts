import type { NextRequest } from "next/server"
import { agentContext } from "@/lib/access/request.ts"
import { exportRegister } from "@/lib/collectivites/commands/export-register.ts"
import { registerFilter } from "@/lib/collectivites/schema.ts"
import { toCsv } from "@/lib/platform/csv.ts"
import { today } from "@/lib/platform/dates.ts"

export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const filter = registerFilter.parse(Object.fromEntries(request.nextUrl.searchParams))
  const { columns, rows } = await exportRegister(ctx, filter)
  return new Response(toCsv(rows, columns), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="collectivites-${today()}.csv"`,
      "cache-control": "no-store",
    },
  })
}
