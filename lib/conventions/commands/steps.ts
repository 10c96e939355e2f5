import type { Context } from "@/lib/access/context.ts"
import type { Tx, WriteTx } from "@/lib/access/door.ts"
import { concludeDossier, reopenDossier } from "@/lib/adhesions/commands/conclude.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findActe } from "../queries/actes.ts"
import { checkTransition } from "../rules.ts"
import type { Acte, ActeEtat, ActeRefusal } from "../types.ts"
import { applyAvenant, dropAvenant } from "./avenant.ts"
import { fixTerme } from "./fix-terme.ts"
import { isRenewal } from "./renewal.ts"
import { tellOfActe } from "./tell.ts"

export const journalOf = ({ collectiviteId, id }: Pick<Acte, "collectiviteId" | "id">) => ({
  concerneId: collectiviteId,
  objet: `acte/${id}`,
})

/** Locked until the end: two who sign at once queue, the second finds it signed. */
export async function lockActe(tx: Tx, collectiviteId: string, id: string): Promise<Result<Acte, "acte-inconnu">> {
  await tx.$queryRaw`select 1 from acte where "collectiviteId" = ${collectiviteId}::uuid and id = ${id}::uuid for update`
  const acte = await findActe(tx, collectiviteId, id)
  return acte ? ok(acte) : refuse("acte-inconnu")
}

/** The same for the staff, who name it alone. */
export async function lockActeOfAnyone(tx: Tx, id: string): Promise<Result<Acte, "acte-inconnu">> {
  const row = await tx.acte.findFirst({ where: { id }, select: { collectiviteId: true } })
  return row ? lockActe(tx, row.collectiviteId, id) : refuse("acte-inconnu")
}

type Data = Parameters<Tx["acte"]["update"]>[0]["data"]

export async function advanceActe(
  tx: WriteTx,
  acte: Acte,
  { vers, evenement, data = {} }: { vers: ActeEtat; evenement: string; data?: Data },
): Promise<Result<{ acte: string }, "acte-autre-etat">> {
  const allowed = checkTransition(acte.etat, vers)
  if (!allowed.ok) return allowed
  const { collectiviteId, id } = acte
  await tx.acte.update({ where: { collectiviteId_id: { collectiviteId, id } }, data: { ...data, etat: vers } })
  await tx.journal(evenement, { ...journalOf(acte), avant: { etat: acte.etat }, apres: { etat: vers } })
  await tellOfActe(tx, acte, vers)
  return ok({ acte: id })
}

/** What both signatures bring, in their transaction: a membership, an amendment, a last day; a convention opens nothing by itself. */
export async function conclude(tx: WriteTx, ctx: Context, acte: Acte): Promise<Result<unknown, ActeRefusal>> {
  if (acte.genre === "charte") {
    if (!(await isRenewal(tx, acte))) return concludeDossier(tx, ctx, acte.collectiviteId, acte.id)
    await tx.journal("adhesion.charte-renouvelee", journalOf(acte))
  }
  if (acte.genre === "avenant") return applyAvenant(tx, ctx, acte)
  if (acte.genre === "convention") await fixTerme(tx, acte)
  return ok(undefined)
}

/** An act that will not be signed: what it engaged waits for another. */
export async function release(
  tx: WriteTx,
  ctx: Context,
  acte: Acte,
  motif: string,
): Promise<Result<unknown, ActeRefusal>> {
  const { collectiviteId, id, genre } = acte
  if (genre === "charte")
    return (await isRenewal(tx, acte)) ? ok(undefined) : reopenDossier(tx, ctx, { collectiviteId, acteId: id, motif })
  if (genre === "avenant") return dropAvenant(tx, acte)
  await tx.souscription.updateMany({
    where: { collectiviteId, conventionId: id },
    data: { conventionId: null, dureeMois: null, auPlusTard: null, reconduction: null, preavisMois: null },
  })
  return ok(undefined)
}
