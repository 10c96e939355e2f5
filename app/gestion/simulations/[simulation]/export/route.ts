import { notFound } from "next/navigation"
import type { NextRequest } from "next/server"
import { read } from "@/lib/access/door.ts"
import { exportSheet } from "@/lib/access/export-sheet.ts"
import { agentContext } from "@/lib/access/request.ts"
import { TYPE_LABELS } from "@/lib/collectivites/types.ts"
import { chooseCalcul, findEffets, findSimulation, listCalculs } from "@/lib/cotisations/queries/simulations.ts"
import { chooseEffets, type Effet } from "@/lib/cotisations/rules/simulation.ts"
import { effetsExport } from "@/lib/cotisations/schema/simulation.ts"
import { EFFET_LABELS } from "@/lib/cotisations/types.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import type { SheetColumn } from "@/lib/platform/table-file.ts"

type Params = { params: Promise<{ simulation: string }> }

const COLUMNS: readonly SheetColumn<Effet>[] = [
  { name: "Collectivité", kind: "text", of: ({ nom }) => nom },
  { name: "Type", kind: "text", of: ({ type }) => TYPE_LABELS[type].one },
  { name: "Habitants", kind: "integer", of: ({ habitants }) => habitants },
  { name: "Situation", kind: "text", of: ({ situation }) => EFFET_LABELS[situation] },
  { name: "Aujourd’hui", kind: "amount", of: ({ avant }) => avant },
  { name: "Simulé", kind: "amount", of: ({ apres }) => apres },
  { name: "Écart", kind: "amount", of: ({ avant, apres }) => apres - avant },
  { name: "Remarque", kind: "text", of: ({ motif }) => motif },
]

/** Every member that the page would show, over all of its pages, in its order: the figures of one computing. */
export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const ctx = await agentContext()
  const { simulation: id } = await params
  if (!isIdentifier(id)) notFound()
  const { format, ...filter } = effetsExport.parse(Object.fromEntries(request.nextUrl.searchParams))
  const found = await read(ctx, async (tx) => {
    const simulation = await findSimulation(tx, id)
    const calculs = simulation ? await listCalculs(tx, id) : []
    const calcul = simulation && chooseCalcul(calculs, simulation, filter.calcul)
    return simulation && calcul && { simulation, calcul, effets: await findEffets(tx, calcul) }
  })
  if (!found) notFound()
  const name = `simulation-${found.simulation.exercice}-calcul-${found.calcul.rang}`
  return exportSheet(ctx, {
    ...{ objet: `simulation/${id}`, filtre: { ...filter, calcul: found.calcul.rang }, format, nom: name },
    ...{ columns: COLUMNS, rows: async () => chooseEffets(found.effets, filter) },
  })
}
