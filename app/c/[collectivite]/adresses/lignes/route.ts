import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { listLignesACorriger } from "@/lib/bal/queries/lignes.ts"
import { findRapport } from "@/lib/bal/queries/report.ts"
import { csvLine } from "@/lib/bal/rules/corrige.ts"
import { today } from "@/lib/platform/dates.ts"
import { territoireOf } from "../_components/open-adresses.ts"

type Props = { params: Promise<{ collectivite: string }> }

const COLUMNS = ["ligne", "urgence", "code", "anomalie", "voie", "adresse", "detail", "long", "lat", "a_faire"]

/** The rows to correct, with the lines of the file as it was handed in. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const ctx = await membreContext((await params).collectivite)
  const choix = new URL(request.url).searchParams.get("commune") ?? undefined
  const { collectiviteId } = only(ctx)
  const found = await read(ctx, async (tx) => {
    const { commune } = await territoireOf(tx, ctx, choix)
    const rapport = commune ? await findRapport(tx, collectiviteId, commune.id) : null
    return rapport ? { rapport, lignes: await listLignesACorriger(tx, collectiviteId, rapport) } : null
  })
  if (!found) return new Response(null, { status: 404 })
  const lines = [COLUMNS, ...found.lignes].map((cells) => csvLine(cells))
  return new Response(`\ufeff${lines.join("\r\n")}\r\n`, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="adresses-a-corriger-${found.rapport.codeInsee}-${today()}.csv"`,
      "cache-control": "no-store",
    },
  })
}
