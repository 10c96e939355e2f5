import type { NextRequest } from "next/server"
import { agentContext } from "@/lib/access/request.ts"
import { exportMandats } from "@/lib/echanges/commands/export-mandats.ts"
import { mandatsExport } from "@/lib/echanges/schema.ts"

/** What the list keeps, all of its pages, as CSV or XLSX. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const input = mandatsExport.parse(Object.fromEntries(request.nextUrl.searchParams))
  const { bytes, mediaType, nom } = await exportMandats(ctx, input)
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": mediaType,
      "content-disposition": `attachment; filename="${nom}"`,
      "cache-control": "no-store",
    },
  })
}
