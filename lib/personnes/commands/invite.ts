import { randomBytes, randomUUID } from "node:crypto"
import type { z } from "zod"
import { type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { queueSealedMail } from "@/lib/access/identity/sealed-mail.ts"
import { hashToken } from "@/lib/access/session.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { daysAfter, INVITATION_DAYS } from "../rules.ts"
import type { inviteInput, withdrawInput } from "../schema.ts"
import type { TeamRefusal } from "../types.ts"

type Invite = z.output<typeof inviteInput>

/** The link is only in the mail: here stays what recognises it. */
export const invite = (ctx: MembreContext, input: Invite): Promise<Result<null, TeamRefusal>> =>
  write(ctx, "equipe.manage", async (tx) => {
    const { collectiviteId, nom: collectivite } = only(ctx)
    const refused = await alreadyThere(tx, collectiviteId, input)
    if (refused) return refuse(refused)
    const { courriel, nom, role, fonction } = input
    const id = randomUUID()
    const jeton = randomBytes(32).toString("base64url")
    const expireLe = daysAfter(new Date(), INVITATION_DAYS)
    const inviteParId = ctx.who.personneId
    await tx.invitation.create({
      data: { id, collectiviteId, courriel, nom, role, fonction, jetonHache: hashToken(jeton), inviteParId, expireLe },
    })
    await queueSealedMail(tx, {
      genre: "invitation",
      courriel,
      jeton,
      nom,
      collectivite,
      fonction,
      invitePar: ctx.who.nom,
    })
    await tx.journal("invitation.sent", {
      concerneId: collectiviteId,
      objet: `invitation/${id}`,
      apres: { courriel, nom, role, fonction },
    })
    return ok(null)
  })

async function alreadyThere(
  tx: WriteTx,
  collectiviteId: string,
  { courriel, role }: Invite,
): Promise<TeamRefusal | null> {
  const date = toDatabase(today())
  const held = await tx.rattachement.count({
    where: {
      collectiviteId,
      role,
      personne: { courriel },
      depuis: { lte: date },
      OR: [{ jusqua: null }, { jusqua: { gt: date } }],
    },
  })
  if (held > 0) return "deja-membre"
  const open = { collectiviteId, courriel, accepteeLe: null, retireeLe: null }
  await tx.invitation.updateMany({ where: { ...open, expireLe: { lte: new Date() } }, data: { retireeLe: new Date() } })
  return (await tx.invitation.count({ where: open })) > 0 ? "deja-invitee" : null
}

export const withdrawInvitation = (
  ctx: MembreContext,
  { invitation }: z.output<typeof withdrawInput>,
): Promise<Result<null, TeamRefusal>> =>
  write(ctx, "equipe.manage", async (tx) => {
    const { collectiviteId } = only(ctx)
    const { count } = await tx.invitation.updateMany({
      where: { collectiviteId, id: invitation, accepteeLe: null, retireeLe: null },
      data: { retireeLe: new Date() },
    })
    if (count === 0) return refuse("invitation-inconnue")
    await tx.journal("invitation.withdrawn", { concerneId: collectiviteId, objet: `invitation/${invitation}` })
    return ok(null)
  })
