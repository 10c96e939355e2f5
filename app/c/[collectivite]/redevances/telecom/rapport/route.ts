import type { NextRequest } from "next/server"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { answerWith } from "@/lib/platform/ecrit/answer.ts"
import { env } from "@/lib/platform/env.ts"
import { rapportOf } from "@/lib/telecom/pdf.ts"
import { listLignes } from "@/lib/telecom/queries/lignes.ts"
import { hypotheses } from "@/lib/telecom/schema.ts"

type Props = { params: Promise<{ collectivite: string }> }

/** At the prices that the page was computed with. */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom } = only(ctx)
  const asked = request.nextUrl.searchParams
  const prix = hypotheses.parse(Object.fromEntries(asked))
  const lignes = await read(ctx, (tx) => listLignes(tx, collectiviteId))
  const rapport = rapportOf({ nom, lignes, prix, today: today(), demonstration: env().DEMONSTRATION })
  return answerWith(rapport, asked.get("format"))
}
