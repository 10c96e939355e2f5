import type { NextRequest } from "next/server"
import { agentContext } from "@/lib/access/request.ts"
import { sheetResponse } from "@/lib/platform/sheet-response.ts"
import { exportTitres } from "@/lib/titres/commands/export.ts"
import { exportInput } from "@/lib/titres/schema.ts"

/** What the list keeps, all of its pages, as CSV or XLSX. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const input = exportInput.parse(Object.fromEntries(request.nextUrl.searchParams))
  return sheetResponse(await exportTitres(ctx, input))
}
