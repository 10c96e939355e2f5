import { type MembreContext, only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { recordOutil } from "@/lib/access/identity/sso-session.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { ModulePort } from "@/lib/ports/module.ts"
import { findOutil } from "../queries/outils.ts"
import { findInitiation } from "../queries/sso.ts"
import { checkOuverture, initiationUrl } from "../rules.ts"
import type { OuvertureRefusal } from "../types.ts"
import { accountOf } from "./sso.ts"
import { recordUsage } from "./usage.ts"

type Opening = {
  slug: string
  issuer: string
  now: Date /** Go even if the tool seems not to answer. */
  insist: boolean
}

/** Where this person's browser goes to open this tool for this collectivité; refused, the sentence says why. */
export async function openOutil(
  ctx: MembreContext,
  { slug, issuer, now, insist }: Opening,
  port: ModulePort,
): Promise<Result<{ url: string }, OuvertureRefusal>> {
  const { collectiviteId, publicId } = only(ctx)
  const { personneId, sessionId } = ctx.who
  const { outil, initiation } = await read(ctx, async (tx) => ({
    outil: await findOutil(tx, { collectiviteId, personneId }, slug, now),
    initiation: await findInitiation(tx, slug),
  }))
  if (!outil) return refuse("outil-inconnu")
  const open = checkOuverture(outil, now)
  if (!open.ok) return open
  const url = initiation
    ? initiationUrl(initiation, { issuer, hint: publicId, target: open.value.adresse })
    : open.value.adresse
  // Only tools joined to the portal are asked: another may refuse what does not come from a browser.
  if (initiation && !insist && !(await port.answers(initiation))) return refuse("outil-muet")
  await recordUsage({ collectiviteId, personneId, slug, day: dayInParis(now) })
  // A joined tool is recorded once the portal has vouched for her there (app/api/sso).
  if (!initiation) await recordOutil({ sessionId, slug, compte: accountOf({ personneId, collectiviteId }) })
  return ok({ url })
}
