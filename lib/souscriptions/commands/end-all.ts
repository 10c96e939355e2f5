import type { Context } from "@/lib/access/context.ts"
import type { WriteTx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import { advance } from "./steps.ts"

const MOTIF = "Fin de l'adhésion"

/** In the transaction that ends a membership: what runs ends that day, what waits is cancelled. */
export async function endWithMembership(
  tx: WriteTx,
  ctx: Context,
  collectiviteId: string,
  lastDay: CalendarDate,
): Promise<void> {
  const live = await tx.souscription.findMany({
    where: { collectiviteId, etat: { in: ["a_approuver", "approuvee", "en_service"] } },
    select: { id: true, etat: true, enServiceLe: true },
  })
  for (const { id, etat, enServiceLe } of live) {
    const running = etat === "en_service"
    const begun = enServiceLe && fromDatabase(enServiceLe)
    const termineeLe = toDatabase(begun && begun > lastDay ? begun : lastDay)
    const step = { collectiviteId, id, de: etat, by: ctx, motif: MOTIF }
    const done = running
      ? await advance(tx, "souscription.terminee", { ...step, vers: "terminee", data: { termineeLe } })
      : await advance(tx, "souscription.annulee", { ...step, vers: "annulee" })
    if (!done.ok) throw new Error(`souscription ${id}: ${done.refusal}`)
  }
}
