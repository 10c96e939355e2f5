import { type Context, systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase, toDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { closeEnded } from "./services.ts"

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

/** The succession that was recorded before its day, on its day; `refuse("rien")` when none is due. */
export const finishNextSuccession = (): Promise<Result<{ predecesseur: string }, "rien">> => {
  const ctx = systeme("successions.finish", "operateur")
  return write(ctx, "successions.finish", async (tx) => {
    const [due] = await tx.$queryRaw<{ predecesseurId: string; le: Date; source: string }[]>`
      select "predecesseurId", le, source from succession
      where "acheveeLe" is null and le <= (now() at time zone 'Europe/Paris')::date
      order by le, "predecesseurId" limit 1 for update skip locked`
    if (!due) return refuse("rien")
    const { predecesseurId, le, source } = due
    await finishSuccession(tx, ctx, { predecesseurId, le: fromDatabase(le), motif: source })
    return ok({ predecesseur: predecesseurId })
  })
}
