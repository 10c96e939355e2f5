import { type Context, systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase, toDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { listSituations } from "../queries/situation.ts"
import { cancelWaiting } from "./membership.ts"
import { carryLateSecretariat, closePlaces } from "./people.ts"
import { closeEnded, stopServices } from "./services.ts"

type Finishing = { predecesseurId: string; le: CalendarDate; motif: string }

/** What carries no date ends on the day: services stop, addresses are no longer fetched, the operator's mandate ends. */
export async function finishSuccession(
  tx: WriteTx,
  ctx: Context,
  { predecesseurId: collectiviteId, le, motif }: Finishing,
): Promise<void> {
  await closeEnded(tx, ctx, collectiviteId, { today: today(), motif })
  await tx.balSource.updateMany({ where: { collectiviteId, active: true }, data: { active: false } })
  await tx.mandatRodp.updateMany({ where: { collectiviteId, retireLe: null }, data: { retireLe: toDatabase(le) } })
  await tx.succession.updateMany({
    where: { predecesseurId: collectiviteId, acheveeLe: null },
    data: { acheveeLe: new Date() },
  })
  await tx.journal("succession.achevee", { concerneId: collectiviteId, apres: { le } })
}

type Due = { predecesseurId: string; publicId: string; le: Date; source: string; creeParId: string }

/** The succession that was recorded before its day, on its day; `refuse("rien")` when none is due. */
export const finishNextSuccession = (): Promise<Result<{ predecesseur: string }, "rien">> => {
  const ctx = systeme("successions.finish", "operateur")
  return write(ctx, "successions.finish", async (tx) => {
    const [due] = await tx.$queryRaw<Due[]>`
      select s."predecesseurId", c."publicId", s.le, s.source, s."creeParId"
      from succession s join collectivite c on c.id = s."predecesseurId"
      where s."acheveeLe" is null and s.le <= (now() at time zone 'Europe/Paris')::date
      order by s.le, s."predecesseurId" limit 1 for update of s skip locked`
    if (!due) return refuse("rien")
    const finishing = { predecesseurId: due.predecesseurId, le: fromDatabase(due.le), motif: due.source }
    await closeLate(tx, ctx, due, finishing)
    await finishSuccession(tx, ctx, finishing)
    return ok({ predecesseur: due.predecesseurId })
  })
}

/** What was asked, signed or given a place between the recording and the day: the recording could not close it. */
async function closeLate(
  tx: WriteTx,
  ctx: Context,
  { publicId, creeParId }: Due,
  { le, motif }: Finishing,
): Promise<void> {
  for (const situation of await listSituations(tx, [publicId])) {
    await cancelWaiting(tx, situation, { le, motif })
    await stopServices(tx, { by: ctx, personneId: creeParId }, situation, { le, motif })
    await carryLateSecretariat(tx, situation)
    await closePlaces(tx, situation, { le, motif })
  }
}
