import type { NextRequest } from "next/server"
import { agentContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { answerWith } from "@/lib/platform/ecrit/answer.ts"
import { env } from "@/lib/platform/env.ts"
import { consultDeliberations } from "@/lib/redevances/commands/consult.ts"
import { deliberationOf } from "@/lib/redevances/pdf/deliberation.ts"
import { findBareme } from "@/lib/redevances/rules/bareme.ts"

type Props = { params: Promise<{ collectivite: string; deliberation: string }> }

export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const ctx = await agentContext()
  const { collectivite, deliberation: id } = await params
  const found = await consultDeliberations(ctx, collectivite)
  const deliberation = found?.deliberations.find((one) => one.id === id)
  if (!found?.creancier || !deliberation) return new Response("Document introuvable.", { status: 404 })
  const ecrit = deliberationOf({
    ...{ deliberation, creancier: found.creancier, today: today(), demonstration: env().DEMONSTRATION },
    bareme: findBareme(found.baremes, deliberation.annee),
  })
  return answerWith(ecrit, request.nextUrl.searchParams.get("format"))
}
