import type { WriteTx } from "@/lib/access/door.ts"
import { RAPPEL_HEBDOMADAIRE, rappelDue } from "../rules.ts"
import type { Avis } from "../types.ts"
import { notify } from "./notify.ts"

/** What a reminder is about, besides what it says. */
export type Rappel = Avis & { rang: number; le: Date }

/**
 * The n-th reminder about one thing, once whoever computes it (`rappelDue` in rules.ts says which is due); false when it
 * was already sent. Each reminder is news of its own, so it is told under its own identifier.
 */
export async function remind(tx: WriteTx, { rang, le, ...avis }: Rappel): Promise<boolean> {
  const [sent] = await tx.$queryRaw<{ id: string }[]>`
    insert into rappel ("collectiviteId", genre, "objetId", rang, le)
    values (${avis.collectiviteId}::uuid, ${avis.genre}, ${avis.objetId}::uuid, ${rang}::smallint, ${le})
    on conflict ("collectiviteId", genre, "objetId", rang) do nothing returning id`
  if (!sent) return false
  await notify(tx, { ...avis, objetId: sent.id })
  return true
}

/** The next reminder of what has waited since a day, when the weekly rhythm says that it is due. */
export async function remindLate(
  tx: WriteTx,
  { depuis, ...avis }: Avis & { depuis: Date },
  now: Date,
): Promise<boolean> {
  const { collectiviteId, genre, objetId } = avis
  const past = await tx.rappel.aggregate({
    where: { collectiviteId, genre, objetId },
    _count: { _all: true },
    _max: { le: true },
  })
  const sent = { envoyes: past._count._all, dernierLe: past._max.le }
  const rang = rappelDue({ depuis, ...sent }, now, RAPPEL_HEBDOMADAIRE)
  return rang !== null && remind(tx, { ...avis, rang, le: now })
}
