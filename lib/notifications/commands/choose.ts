import type { AgentContext, MembreContext, PersonneContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result } from "@/lib/platform/result.ts"
import type { ChoicesInput } from "../schema.ts"
import type { Choix } from "../types.ts"

/** Who reads her own list: staff over everything, a member over her collectivités, or somebody without any. */
export type Reader = AgentContext | MembreContext | PersonneContext

/** A person's choices, kind by kind; they hold for all of her collectivités. */
export const saveChoices = (ctx: Reader, choices: ChoicesInput): Promise<Result<void, never>> =>
  write(ctx, "notifications.choose", async (tx) => {
    for (const { genre, choix } of choices) await choose(tx, ctx.who.personneId, genre, choix)
    await tx.journal("notification.choix", {
      objet: `personne/${ctx.who.personneId}`,
      apres: Object.fromEntries(choices.map(({ genre, choix }) => [genre, choix])),
    })
    return ok(undefined)
  })

export const choose = (tx: WriteTx, personneId: string, genre: string, choix: Choix) =>
  tx.preferenceNotification.upsert({
    where: { personneId_genre: { personneId, genre } },
    create: { personneId, genre, choix },
    update: { choix },
  })

/** Everything in her list, at once. */
export const readAll = (ctx: Reader): Promise<Result<{ lues: number }, never>> =>
  write(ctx, "notifications.choose", async (tx) => {
    const unread = { where: { personneId: ctx.who.personneId, lueLe: null }, data: { lueLe: new Date() } }
    const { count } = await tx.notification.updateMany(unread)
    const { count: bureau } = await tx.notificationBureau.updateMany(unread)
    await tx.journal("notification.lues", { apres: { nombre: count + bureau } })
    return ok({ lues: count + bureau })
  })

/** Reads one and says where it leads; null for somebody else's, as for an unknown one. */
export const openNotification = (ctx: Reader, id: string): Promise<string | null> =>
  write(ctx, "notifications.choose", async (tx) => {
    const hers = { where: { id, personneId: ctx.who.personneId }, select: { lien: true } }
    const found = (await tx.notification.findFirst(hers)) ?? (await tx.notificationBureau.findFirst(hers))
    const unread = { where: { ...hers.where, lueLe: null }, data: { lueLe: new Date() } }
    if (found) {
      await tx.notification.updateMany(unread)
      await tx.notificationBureau.updateMany(unread)
    }
    await tx.journal("notification.ouverte", { objet: `notification/${id}` })
    return found?.lien ?? null
  })
