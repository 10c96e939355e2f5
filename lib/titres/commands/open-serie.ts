import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { SerieInput } from "../schema.ts"
import type { SerieRefusal } from "../types.ts"

/** A series may start where the accounting software stopped; once a number is taken, it goes on without a gap. */
export const openSerie = (ctx: AgentContext, input: SerieInput): Promise<Result<void, SerieRefusal>> =>
  write(ctx, "operateur.settings", async (tx) => {
    const { annee: exercice, serie, premier: prochain } = input
    const details = { annee: String(exercice), serie }
    const closed = await tx.exercice.findUnique({ where: { annee: exercice }, select: { closLe: true } })
    if (closed?.closLe) return refuse("exercice-clos", details)
    const { budget } = await tx.operateur.findFirstOrThrow({ select: { budget: true } })
    const key = { exercice, budget, serie }
    // Locks the series: who takes its first number at this moment has done so before the next line, or waits for it.
    const changed = await tx.$executeRaw`
      insert into serie (exercice, budget, serie, prochain) values (${exercice}::int, ${budget}, ${serie}, ${prochain}::int)
      on conflict (exercice, budget, serie) do update set prochain = ${prochain}::int
      where not exists (select from titre_numero n where n.exercice = serie.exercice and n.budget = serie.budget and n.serie = serie.serie)`
    if (changed === 0) return refuse("serie-commencee", details)
    await tx.journal("serie.opened", { objet: `serie/${exercice}-${serie}`, apres: { ...key, prochain } })
    return ok(undefined)
  })
