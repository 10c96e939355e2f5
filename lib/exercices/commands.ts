import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findBilan } from "./queries.ts"
import { checkClosable } from "./rules.ts"
import type { Bilan, ExerciceRefusal } from "./types.ts"

type Target = { annee: number }
type Answer = Promise<Result<void, ExerciceRefusal>>

/** The first of two people says that the year is over. */
export const askClosing = (ctx: AgentContext, { annee }: Target): Answer =>
  write(ctx, "exercices.close", async (tx) => {
    const row = await lockExercice(tx, annee)
    if (row?.closLe) return refuse("deja-clos", { annee: String(annee) })
    if (row?.demandeParId) return refuse("deja-demande", { annee: String(annee) })
    const closable = checkClosable(annee, today(), await findBilan(tx, annee))
    if (!closable.ok) return closable
    const { approbationSecondePersonne: secondePersonne } = await tx.operateur.findFirstOrThrow({
      select: { approbationSecondePersonne: true },
    })
    const demande = { demandeParId: ctx.who.personneId, demandeLe: new Date(), secondePersonne }
    await tx.exercice.upsert({ where: { annee }, create: { annee, ...demande }, update: demande })
    await tx.journal("exercice.close-asked", { objet: `exercice/${annee}` })
    return ok(undefined)
  })

export const withdrawClosing = (ctx: AgentContext, { annee }: Target): Answer =>
  write(ctx, "exercices.close", async (tx) => {
    const row = await lockExercice(tx, annee)
    if (row?.closLe) return refuse("deja-clos", { annee: String(annee) })
    if (!row?.demandeParId) return refuse("pas-demande", { annee: String(annee) })
    await tx.exercice.update({ where: { annee }, data: { demandeParId: null, demandeLe: null } })
    await tx.journal("exercice.close-withdrawn", { objet: `exercice/${annee}` })
    return ok(undefined)
  })

/** The second person closes it, for good: what was still open that day is kept with it. */
export const closeExercice = (ctx: AgentContext, { annee }: Target): Answer =>
  write(ctx, "exercices.close", async (tx) => {
    const row = await lockExercice(tx, annee)
    if (row?.closLe) return refuse("deja-clos", { annee: String(annee) })
    if (!row?.demandeParId) return refuse("pas-demande", { annee: String(annee) })
    if (row.secondePersonne && row.demandeParId === ctx.who.personneId) return refuse("meme-personne")
    const bilan = await findBilan(tx, annee)
    const closable = checkClosable(annee, today(), bilan)
    if (!closable.ok) return closable
    const kept = storedBilan(bilan)
    await tx.exercice.update({
      where: { annee },
      data: { closLe: toDatabase(today()), closParId: ctx.who.personneId, bilan: kept },
    })
    await tx.journal("exercice.closed", { objet: `exercice/${annee}`, apres: kept })
    return ok(undefined)
  })

/** Whoever issues or corrects a titre of that year has ended before, or comes after and sees it closed. */
async function lockExercice(tx: WriteTx, annee: number) {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`exercice:${annee}`}, 0))::text`
  return tx.exercice.findUnique({ where: { annee } })
}

const storedBilan = (bilan: Bilan) =>
  Object.fromEntries(
    Object.entries(bilan).map(([name, value]) => [name, typeof value === "bigint" ? String(value) : value]),
  )
