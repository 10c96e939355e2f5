import type { NextRequest } from "next/server"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { answerWith } from "@/lib/platform/ecrit/answer.ts"
import { env } from "@/lib/platform/env.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { deliberationOf } from "@/lib/redevances/pdf/deliberation.ts"
import { findDeliberation } from "@/lib/redevances/queries/deliberations.ts"
import { findCreancier } from "@/lib/redevances/queries/dossier.ts"
import { listBaremes } from "@/lib/redevances/queries/reference.ts"
import { findBareme } from "@/lib/redevances/rules/bareme.ts"

type Props = { params: Promise<{ collectivite: string; deliberation: string }> }

export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { collectivite, deliberation: id } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  const found = isIdentifier(id)
    ? await read(ctx, async (tx) => ({
        deliberation: await findDeliberation(tx, collectiviteId, id),
        creancier: await findCreancier(tx, collectiviteId),
        baremes: await listBaremes(tx),
      }))
    : null
  if (!found?.deliberation || !found.creancier) return new Response("Document introuvable.", { status: 404 })
  const { deliberation, creancier, baremes } = found
  const ecrit = deliberationOf({
    ...{ deliberation, creancier, today: today(), demonstration: env().DEMONSTRATION },
    bareme: findBareme(baremes, deliberation.annee),
  })
  return answerWith(ecrit, request.nextUrl.searchParams.get("format"))
}
