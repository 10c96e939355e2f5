import type { NextRequest } from "next/server"
import { agentContext } from "@/lib/access/request.ts"
import { exportRegister } from "@/lib/collectivites/commands/export-register.ts"
import { registerFilter } from "@/lib/collectivites/schema.ts"
import { today } from "@/lib/platform/dates.ts"
import { csvResponse } from "@/lib/platform/sheet-response.ts"

export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const filter = registerFilter.parse(Object.fromEntries(request.nextUrl.searchParams))
  const { columns, rows } = await exportRegister(ctx, filter)
  return csvResponse(`collectivites-${today()}`, rows, columns)
}
