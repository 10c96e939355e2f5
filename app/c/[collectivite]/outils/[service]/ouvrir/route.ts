import { redirect } from "next/navigation"
import type { NextRequest } from "next/server"
import { membreContext } from "@/lib/access/request.ts"
import { openOutil } from "@/lib/outils/commands/open.ts"
import { env } from "@/lib/platform/env.ts"
import { httpModule } from "@/lib/ports/module.ts"
import { ssoIssuer } from "@/lib/ports/sso-address.ts"

type Props = { params: Promise<{ collectivite: string; service: string }> }

/** The one door of a tool: checked at this instant, counted, then left for the tool; refused, the tool's page says why. */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const { collectivite, service: slug } = await params
  const ctx = await membreContext(collectivite)
  const insist = request.nextUrl.searchParams.get("malgre") === "oui"
  const opened = await openOutil(ctx, { slug, issuer: ssoIssuer(env().APP_URL), now: new Date(), insist }, httpModule)
  if (opened.ok) redirect(opened.value.url)
  redirect(`/c/${collectivite}/outils/${encodeURIComponent(slug)}?refus=${opened.refusal}`)
}
