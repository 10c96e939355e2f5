import { notFound } from "next/navigation"
import type { NextRequest } from "next/server"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { TYPE_LABELS } from "@/lib/collectivites/types.ts"
import { computeEffets, findSimulation } from "@/lib/cotisations/queries/simulations.ts"
import type { Effet } from "@/lib/cotisations/rules/simulation.ts"
import { formatInput } from "@/lib/cotisations/schema.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { sheetResponse } from "@/lib/platform/sheet-response.ts"
import { type SheetColumn, sheetFile } from "@/lib/platform/table-file.ts"

type Params = { params: Promise<{ simulation: string }> }

const COLUMNS: readonly SheetColumn<Effet>[] = [
  { name: "Collectivité", kind: "text", of: ({ nom }) => nom },
  { name: "Type", kind: "text", of: ({ type }) => TYPE_LABELS[type].one },
  { name: "Habitants", kind: "integer", of: ({ habitants }) => habitants },
  { name: "Aujourd’hui", kind: "amount", of: ({ avant }) => avant },
  { name: "Simulé", kind: "amount", of: ({ apres }) => apres },
  { name: "Écart", kind: "amount", of: ({ avant, apres }) => apres - avant },
]

/** Every member, the most concerned first. */
export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const ctx = await agentContext()
  const { simulation: id } = await params
  if (!isIdentifier(id)) notFound()
  const { format } = formatInput.parse(Object.fromEntries(request.nextUrl.searchParams))
  const found = await read(ctx, async (tx) => {
    const simulation = await findSimulation(tx, id)
    return simulation && { simulation, effets: await computeEffets(tx, simulation) }
  })
  if (!found) notFound()
  return sheetResponse(await sheetFile(format, `simulation-${found.simulation.exercice}`, COLUMNS, found.effets))
}
