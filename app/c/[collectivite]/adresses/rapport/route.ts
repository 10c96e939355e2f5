import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { renderCouncilReport } from "@/lib/bal/pdf/render.ts"
import { findRapport, listVoies } from "@/lib/bal/queries/report.ts"
import { env } from "@/lib/platform/env.ts"
import { territoireOf } from "../_components/open-adresses.ts"

type Props = { params: Promise<{ collectivite: string }> }

/** The report for the conseil municipal. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const ctx = await membreContext((await params).collectivite)
  const choix = new URL(request.url).searchParams.get("commune") ?? undefined
  const { collectiviteId } = only(ctx)
  const found = await read(ctx, async (tx) => {
    const { commune } = await territoireOf(tx, ctx, choix)
    const rapport = commune ? await findRapport(tx, collectiviteId, commune.id) : null
    if (!commune || !rapport) return null
    const { rows } = await listVoies(tx, collectiviteId, rapport.id, { page: 1 })
    return { commune: commune.nom, rapport, voies: rows.filter(({ p1, p2 }) => p1 + p2 > 0) }
  })
  if (!found) return new Response(null, { status: 404 })
  const pdf = await renderCouncilReport({ ...found, demonstration: env().DEMONSTRATION })
  return new Response(pdf, {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="adresses-${found.rapport.codeInsee}-version-${found.rapport.numero}.pdf"`,
      "cache-control": "no-store",
    },
  })
}
