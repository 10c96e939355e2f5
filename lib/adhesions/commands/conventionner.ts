import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { findStatut } from "@/lib/collectivites/queries/dossier.ts"
import { findCollectivitePublique } from "@/lib/collectivites/queries/public-register.ts"
import { checkTransition } from "@/lib/collectivites/rules.ts"
import { addDays, fromDatabase, toDatabase, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { endWithMembership } from "@/lib/souscriptions/commands/end-all.ts"
import type { ConventionnerInput } from "../schema.ts"
import type { AdhesionRefusal } from "../types.ts"

type Recorded = Promise<Result<{ collectivite: string }, AdhesionRefusal>>

/** A public body that uses services without being a member: no cotisation, no seat, a convention for each service. */
export const recordConventionne = (ctx: AgentContext, input: ConventionnerInput): Recorded =>
  write(ctx, "adhesions.manage", async (tx) => {
    const found = await turn(tx, input, "conventionne")
    if (!found.ok) return found
    await tx.journal("adhesion.conventionnee", found.value.trace)
    return ok({ collectivite: input.collectivite })
  })

/** What ran under it ends with it. */
export const endConventionne = (ctx: AgentContext, input: ConventionnerInput): Recorded =>
  write(ctx, "adhesions.manage", async (tx) => {
    const found = await turn(tx, input, "resilie")
    if (!found.ok) return found
    await endWithMembership(tx, ctx, found.value.id, addDays(input.le, -1))
    await tx.journal("adhesion.convention-terminee", found.value.trace)
    return ok({ collectivite: input.collectivite })
  })

type Turned = { id: string; trace: { concerneId: string; objet: string; avant: object; apres: object } }

/** The same transitions as an import's; a member leaves by its withdrawal, never from here. */
async function turn(
  tx: WriteTx,
  { collectivite, le, fondement }: ConventionnerInput,
  statut: "conventionne" | "resilie",
): Promise<Result<Turned, AdhesionRefusal>> {
  const body = await findCollectivitePublique(tx, collectivite)
  if (!body) return refuse("collectivite-inconnue")
  const { id } = body
  // Two agents at once: the second finds what the first recorded.
  await tx.$queryRaw`select 1 from collectivite where id = ${id}::uuid for update`
  const present = await findStatut(tx, id)
  const allowed = checkTransition(present, statut)
  if (!allowed.ok || present === "adherent") return refuse("statut-autre")
  if (le > today()) return refuse("date-future")
  const last = await tx.adhesion.findFirst({ where: { collectiviteId: id, jusqua: null }, select: { depuis: true } })
  if (last && le <= fromDatabase(last.depuis))
    return refuse("date-anterieure", { depuis: formatDay(fromDatabase(last.depuis)) })
  const depuis = toDatabase(le)
  await tx.adhesion.updateMany({ where: { collectiviteId: id, jusqua: null }, data: { jusqua: depuis } })
  await tx.adhesion.create({ data: { collectiviteId: id, statut, depuis, source: fondement } })
  const trace = { concerneId: id, objet: `collectivite/${collectivite}`, avant: { statut: present } }
  return ok({ id, trace: { ...trace, apres: { statut, depuis: le, fondement } } })
}
