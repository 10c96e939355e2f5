import { type Context, systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { carryMessageries } from "@/lib/messageries/commands/carry.ts"
import { carryAcces, closeAcces } from "@/lib/outils/commands/carry.ts"
import { type CalendarDate, fromDatabase, toDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { listSituations } from "../queries/situation.ts"
import { freeCodes, takeCode } from "./codes.ts"
import { cancelWaiting } from "./membership.ts"
import { carryLateSecretariat, closePlaces } from "./people.ts"
import { closeEnded, stopServices } from "./services.ts"

type Finishing = { predecesseurId: string; le: CalendarDate; motif: string }

/** What carries no date ends on the day: services stop, the mail goes on elsewhere, codes pass, the operator's mandate ends. */
export async function finishSuccession(
  tx: WriteTx,
  ctx: Context,
  { predecesseurId: collectiviteId, le, motif }: Finishing,
): Promise<void> {
  await closeEnded(tx, ctx, collectiviteId, { today: today(), motif })
  await tx.balSource.updateMany({ where: { collectiviteId, active: true }, data: { active: false } })
  await tx.mandatRodp.updateMany({ where: { collectiviteId, retireLe: null }, data: { retireLe: toDatabase(le) } })
  const successions = await tx.succession.findMany({
    where: { predecesseurId: collectiviteId, acheveeLe: null },
    orderBy: { successeurId: "asc" },
  })
  await tx.succession.updateMany({
    where: { predecesseurId: collectiviteId, acheveeLe: null },
    data: { acheveeLe: new Date() },
  })
  await freeCodes(tx, collectiviteId)
  for (const { successeurId } of successions) {
    await carryMessageries(tx, { predecesseurId: collectiviteId, successeurId })
    await carryAcces(tx, { predecesseurId: collectiviteId, successeurId })
    await takeCode(tx, successeurId)
  }
  await closeAcces(tx, collectiviteId)
  await tx.journal("succession.achevee", { concerneId: collectiviteId, apres: { le } })
}

/**
 * What was recorded before its day, on its day; `refuse("rien")` when none is due. The body that disappears is the unit
 * of work, whatever the number of its successors: two workers never hold two rows of one split. Who takes over one that
 * is itself still to be born waits for that.
 */
export const finishNextSuccession = (): Promise<Result<{ predecesseur: string }, "rien">> => {
  const ctx = systeme("successions.finish", "operateur")
  return write(ctx, "successions.finish", async (tx) => {
    const [body] = await tx.$queryRaw<{ id: string; publicId: string }[]>`
      select c.id, c."publicId" from collectivite c
      where c.id in (select s."predecesseurId" from succession s where s."acheveeLe" is null and s.le <= ${today()}::date)
        and not exists (select from succession n where n."successeurId" = c.id and n."acheveeLe" is null)
      order by c.id limit 1 for no key update skip locked`
    // Read once it is locked: another worker may have ended it in between.
    const due = body && (await tx.succession.findFirst({ where: { predecesseurId: body.id, acheveeLe: null } }))
    if (!due) return refuse("rien")
    const { source: motif, predecesseurId } = due
    const finishing = { predecesseurId, le: fromDatabase(due.le), motif }
    await closeLate(tx, ctx, { publicId: body.publicId, creeParId: due.creeParId }, finishing)
    await finishSuccession(tx, ctx, finishing)
    return ok({ predecesseur: predecesseurId })
  })
}

/** What was asked, signed or given a place between the recording and the day: the recording could not close it. */
async function closeLate(
  tx: WriteTx,
  ctx: Context,
  { publicId, creeParId }: { publicId: string; creeParId: string },
  { le, motif }: Finishing,
): Promise<void> {
  for (const situation of await listSituations(tx, [publicId])) {
    await cancelWaiting(tx, situation, { le, motif })
    await stopServices(tx, { by: ctx, personneId: creeParId }, situation, { le, motif })
    await carryLateSecretariat(tx, situation)
    await closePlaces(tx, situation, { le, motif })
  }
}
