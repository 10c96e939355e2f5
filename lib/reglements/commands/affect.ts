import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { type Cents, toEuros } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { readPaiements } from "../queries/candidats.ts"
import type { Part } from "../rules/match.ts"
import type { Affect, AffectSure } from "../schema.ts"
import type { ReglementRefusal } from "../types.ts"
import { checkParts, checkWaiting, type LockedRecu, lockRecu, lockTitres } from "./locks.ts"

/** Sets a received payment against one titre or several: all of it or a part, and no more than was received. */
export const affectRecu = (
  ctx: AgentContext,
  { recu: id, parts, tropPercu }: Affect,
): Promise<Result<{ recu: string }, ReglementRefusal>> =>
  write(ctx, "reglements.manage", async (tx) => {
    await lockTitres(
      tx,
      parts.map(({ titreId }) => titreId),
    )
    const recu = checkWaiting(await lockRecu(tx, id))
    if (!recu.ok) return recu
    const titres = await checkParts(tx, parts, { disponible: recu.value.disponible, tropPercu })
    if (!titres.ok) return titres
    for (const { titreId, montant } of parts) {
      const titre = titres.value.get(titreId)
      if (titre) await insertPaiement(tx, ctx, recu.value, { ...titre, montant })
    }
    return ok({ recu: id })
  })

/** State of the payment and follow-up of the titre are the database's own (trigger `apres`). */
export async function insertPaiement(
  tx: WriteTx,
  ctx: AgentContext,
  recu: LockedRecu,
  { collectiviteId, titreId, montant }: { collectiviteId: string; titreId: string; montant: Cents },
): Promise<void> {
  const { id, recuLe, moyen, reference, libelle } = recu
  await tx.$executeRaw`
    insert into reglement ("collectiviteId", "titreId", montant, "recuLe", moyen, reference, "recuId", "saisiParId")
    values (${collectiviteId}::uuid, ${titreId}::uuid, ${montant}::bigint, ${recuLe}::date, ${moyen}::reglement_moyen,
      ${(reference || libelle).slice(0, 200)}, ${id}::uuid, ${ctx.who.personneId}::uuid)`
  await tx.journal("reglement.affected", {
    concerneId: collectiviteId,
    objet: `titre/${titreId}`,
    apres: { recu: id, montant: toEuros(montant) },
  })
}

export type Sure = { affectes: number }

/** Those of the named payments that are still sure, at the moment they are applied; the others stay for a person. */
export const affectSure = (ctx: AgentContext, { recus }: AffectSure): Promise<Result<Sure, ReglementRefusal>> =>
  write(
    ctx,
    "reglements.manage",
    async (tx) => {
      const planned = await planSure(tx, recus)
      await lockTitres(
        tx,
        planned.flatMap(({ parts }) => parts.map(({ titre }) => titre.titreId)),
      )
      let affectes = 0
      for (const id of [...recus].sort()) {
        const recu = checkWaiting(await lockRecu(tx, id))
        // Read again under the lock: what another accountant did since, or the payment before this one, may have changed it.
        const [now] = recu.ok ? await planSure(tx, [id]) : []
        const before = planned.find((one) => one.id === id)
        if (!recu.ok || !now || !before || !sameParts(now.parts, before.parts)) continue
        for (const { titre, montant } of now.parts) await insertPaiement(tx, ctx, recu.value, { ...titre, montant })
        affectes += 1
      }
      return affectes > 0 ? ok({ affectes }) : refuse("rien-de-sur")
    },
    { timeoutMs: 60_000 },
  )

async function planSure(tx: WriteTx, recus: readonly string[]): Promise<{ id: string; parts: Part[] }[]> {
  const waiting = await tx.$queryRaw<LockedRecu[]>`
    select r.id, r.payeur, r.siren, r.reference, r.libelle,
      (r.montant - coalesce((select sum(a.montant) from reglement a where a."recuId" = r.id), 0))::bigint as disponible
    from reglement_recu r where r.id = any(${[...recus]}::uuid[]) and r.etat = 'a_affecter'`
  const read = await readPaiements(tx, waiting)
  return waiting.flatMap((recu) => {
    const lecture = read.get(recu)
    const [only] = lecture?.niveau === "sur" ? lecture.propositions : []
    return only ? [{ id: recu.id, parts: only.parts }] : []
  })
}

const sameParts = (one: readonly Part[], other: readonly Part[]): boolean =>
  one.length === other.length &&
  one.every(
    ({ titre, montant }, index) => titre.titreId === other[index]?.titre.titreId && montant === other[index]?.montant,
  )
