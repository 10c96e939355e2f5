import type { NextRequest } from "next/server"
import { agentContext } from "@/lib/access/request.ts"
import { exportMandats } from "@/lib/echanges/commands/export-mandats.ts"
import { mandatsExport } from "@/lib/echanges/schema.ts"
import { sheetResponse } from "@/lib/platform/sheet-response.ts"

/** What the list keeps, all of its pages, as CSV or XLSX. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const input = mandatsExport.parse(Object.fromEntries(request.nextUrl.searchParams))
  return sheetResponse(await exportMandats(ctx, input))
}
