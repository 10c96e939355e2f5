import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { correctedFile } from "@/lib/bal/queries/corrected-file.ts"
import { findCorrectible } from "@/lib/bal/queries/corrections.ts"
import { today } from "@/lib/platform/dates.ts"
import { territoireOf } from "../_components/open-adresses.ts"

type Props = { params: Promise<{ collectivite: string }> }

/** The file in the current format, with the corrections that a person accepted. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const ctx = await membreContext((await params).collectivite)
  const choix = new URL(request.url).searchParams.get("commune") ?? undefined
  const found = await read(ctx, async (tx) => {
    const { commune } = await territoireOf(tx, ctx, choix)
    return commune ? findCorrectible(tx, only(ctx).collectiviteId, commune.id) : null
  })
  if (!found) return new Response(null, { status: 404 })
  return new Response(await correctedFile(found), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${today().replaceAll("-", "")}_bal_${found.codeInsee}.csv"`,
      "cache-control": "no-store",
    },
  })
}
