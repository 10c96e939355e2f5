import type { WriteTx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { BordereauKind } from "../types.ts"
import { takeNumbers } from "./numbers.ts"

/** Titres, corrections in their exercice, and mandats on account 673 are numbered apart, as Hélios numbers bordereaux by type. */
const COUNTERS = {
  ordinaire: "BORDEREAU",
  annulation: "BORDEREAU-02",
  mandat: "BORDEREAU-673",
} as const satisfies Record<BordereauKind, string>

type Key = { exercice: number; budget: string; kind: BordereauKind; day: CalendarDate; premier: number }

/**
 * The bordereau of what is issued one by one: the one of the day while no file was made of it, a new one otherwise. Whoever makes
 * its file waits for this transaction, by the same lock.
 */
export async function openBordereau(tx: WriteTx, { exercice, budget, kind, day, premier }: Key): Promise<number> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`bordereau/${exercice}/${budget}/${kind}`}, 0))::text`
  const [open] = await tx.$queryRaw<{ bordereau: number }[]>`
    select max(t.bordereau) as bordereau from titre t
    where t.exercice = ${exercice}::int and t.budget = ${budget} and t."campagneId" is null and t."dateEmission" = ${day}::date
      and case when t."surExerciceClos" then 'mandat' when t.nature = 'recette' then 'ordinaire' else 'annulation' end = ${kind}
    having max(t.bordereau) is not null`
  if (open) {
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`pes/${exercice}/${budget}/${open.bordereau}`}, 0))::text`
    const genre = kind === "ordinaire" ? "ordinaire" : "annulation"
    const sent = await tx.pesFichier.findFirst({
      where: { exercice, budget, bordereau: open.bordereau, genre },
      select: { id: true },
    })
    if (!sent) return open.bordereau
  }
  return takeNumbers(tx, { exercice, budget, serie: COUNTERS[kind] }, 1, kind === "ordinaire" ? premier : 1)
}
