import type { NextRequest } from "next/server"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { answerWith } from "@/lib/platform/ecrit/answer.ts"
import { env } from "@/lib/platform/env.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { papierOf } from "@/lib/redevances/pdf/creance.ts"
import { findPaper } from "@/lib/redevances/queries/creance.ts"
import { anneeOf } from "@/lib/redevances/schema.ts"

type Props = { params: Promise<{ collectivite: string; annee: string; operateur: string; papier: string }> }

/** The letter to the operator, or the état des sommes dues. */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { collectivite, annee: written, operateur, papier } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  const annee = anneeOf(written, today())
  const ecritOf = papierOf(papier)
  const paper =
    ecritOf && annee !== null && isIdentifier(operateur)
      ? await read(ctx, (tx) => findPaper(tx, collectiviteId, annee, operateur))
      : null
  if (!ecritOf || !paper) return new Response("Document introuvable.", { status: 404 })
  const demonstration = env().DEMONSTRATION
  return answerWith(ecritOf({ ...paper, today: today(), demonstration }), request.nextUrl.searchParams.get("format"))
}
