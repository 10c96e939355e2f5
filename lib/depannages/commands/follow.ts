import { type AgentContext, type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { toDatabase } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { checkTransition } from "../rules.ts"
import type { AcknowledgeInput, CloseInput, RetransmitInput } from "../schema.ts"
import { DEPANNAGE_LABELS, type DepannageEtat, type DepannageRefusal } from "../types.ts"

type Answer = Promise<Result<{ id: string }, DepannageRefusal>>

/** The provider answered by mail or telephone: its number and the day to ask again are typed in. */
export const acknowledgeDepannage = (ctx: AgentContext, { reference, suiviLe, ...target }: AcknowledgeInput): Answer =>
  write(ctx, "depannages.follow", async (tx) =>
    advance(tx, "depannage.pris-en-charge", await collectiviteOf(tx, target.collectivite), target, "accuse", {
      ...{ reference, suiviLe: toDatabase(suiviLe), accuseLe: new Date(), reponse: null },
    }),
  )

/** What was wrong is settled: it goes to the provider again. */
export const retransmitDepannage = (ctx: AgentContext, target: RetransmitInput): Answer =>
  write(ctx, "depannages.follow", async (tx) =>
    advance(tx, "depannage.retransmis", await collectiviteOf(tx, target.collectivite), target, "a_transmettre", {
      ...{ essais: 0, prochainEssaiLe: new Date() },
    }),
  )

export const closeAsAgent = (ctx: AgentContext, { resolution, ...target }: CloseInput): Answer =>
  write(ctx, "depannages.follow", async (tx) =>
    advance(tx, "depannage.resolu", await collectiviteOf(tx, target.collectivite), target, "resolu", {
      ...{ resolution, resoluLe: new Date() },
    }),
  )

/** Whoever asked sees that it works again. */
export const closeAsMembre = (ctx: MembreContext, { resolution, ...target }: CloseInput): Answer =>
  write(ctx, "depannages.ask", async (tx) =>
    advance(tx, "depannage.resolu", only(ctx).collectiviteId, target, "resolu", { resolution, resoluLe: new Date() }),
  )

const collectiviteOf = async (tx: WriteTx, publicId: string): Promise<string | null> =>
  (await tx.collectivite.findUnique({ where: { publicId }, select: { id: true } }))?.id ?? null

type Data = Parameters<WriteTx["depannage"]["update"]>[0]["data"]

/** The request as the person who acts saw it, locked until the end. */
async function advance(
  tx: WriteTx,
  evenement: string,
  collectiviteId: string | null,
  { depannage: id, version }: RetransmitInput,
  vers: DepannageEtat,
  data: Data,
): Answer {
  if (collectiviteId === null) return refuse("depannage-inconnu")
  await tx.$queryRaw`select 1 from depannage where "collectiviteId" = ${collectiviteId}::uuid and id = ${id}::uuid for update`
  const where = { collectiviteId_id: { collectiviteId, id } }
  const row = await tx.depannage.findUnique({ where, select: { etat: true, version: true } })
  if (!row) return refuse("depannage-inconnu")
  if (row.version !== version) return refuse("depannage-change", { etat: DEPANNAGE_LABELS[row.etat] })
  const allowed = checkTransition(row.etat, vers)
  if (!allowed.ok) return allowed
  await tx.depannage.update({ where, data: { ...data, etat: vers, version: { increment: 1 } } })
  await tx.journal(evenement, {
    ...{ concerneId: collectiviteId, objet: `depannage/${id}` },
    ...{ avant: { etat: row.etat }, apres: { etat: vers } },
  })
  return ok({ id })
}
