import { notFound } from "next/navigation"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { computeEffets, findSimulation } from "@/lib/cotisations/queries/simulations.ts"
import { toCsv } from "@/lib/platform/csv.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { toEuros } from "@/lib/platform/money.ts"

type Params = { params: Promise<{ simulation: string }> }

const COLUMNS = ["collectivite", "type", "habitants", "aujourd_hui", "simule", "ecart"]

/** Every member, the most concerned first: amounts with a point, in euros. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const ctx = await agentContext()
  const { simulation: id } = await params
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, async (tx) => {
    const simulation = await findSimulation(tx, id)
    return simulation && { simulation, effets: await computeEffets(tx, simulation) }
  })
  if (!found) notFound()
  const rows = found.effets.map(({ nom, type, habitants, avant, apres }) => ({
    collectivite: nom,
    type,
    habitants: habitants ?? "",
    aujourd_hui: toEuros(avant),
    simule: toEuros(apres),
    ecart: toEuros(apres - avant),
  }))
  return new Response(toCsv(rows, COLUMNS), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="simulation-${found.simulation.exercice}.csv"`,
      "cache-control": "no-store",
    },
  })
}
