import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { CourrielInput, SettleInput } from "../schema.ts"
import type { NotificationRefusal } from "../types.ts"

type Settled = Promise<Result<{ id: string }, NotificationRefusal>>

/** What staff do about a legal mail that did not arrive. Each act holds only in its state: of two agents, the second is told. */

/** Once more, to the same address: the mailbox was full, or the server was down. */
export const sendAgain = (ctx: AgentContext, { courriel: id }: CourrielInput): Settled =>
  change(ctx, id, "notification.renvoyee", "rejete", {
    etat: "a_envoyer",
    essais: 0,
    prochainEssaiLe: new Date(),
    retourLe: null,
  })

/** The server had accepted it; the operator's mailbox received its return. */
export const recordReturn = (ctx: AgentContext, { courriel: id }: CourrielInput): Settled =>
  change(ctx, id, "notification.revenue", "envoye", { etat: "rejete", retourLe: new Date() })

/** Told by letter, by telephone, by another address: the mail stays refused, the collectivité is notified. */
export const settle = (ctx: AgentContext, { courriel: id, note }: SettleInput): Settled =>
  change(ctx, id, "notification.traitee", "rejete", {
    traiteLe: new Date(),
    traiteParId: ctx.who.personneId,
    traiteNote: note,
  })

type Change = {
  etat?: "a_envoyer" | "rejete"
  essais?: number
  prochainEssaiLe?: Date
  retourLe?: Date | null
  traiteLe?: Date
  traiteParId?: string
  traiteNote?: string
}

const change = (ctx: AgentContext, id: string, evenement: string, from: "envoye" | "rejete", data: Change): Settled =>
  write(ctx, "notifications.settle", async (tx) => {
    const found = await tx.courriel.findFirst({ where: { id }, select: { collectiviteId: true, destinataire: true } })
    if (!found) return refuse("courriel-inconnu")
    const { collectiviteId, destinataire } = found
    const { count } = await tx.courriel.updateMany({
      where: { collectiviteId, id, etat: from, traiteLe: null },
      data,
    })
    if (count === 0) return refuse("courriel-inconnu")
    await tx.journal(evenement, {
      concerneId: collectiviteId,
      objet: `courriel/${id}`,
      apres: { destinataire, ...(data.traiteNote ? { note: data.traiteNote } : {}) },
    })
    return ok({ id })
  })
