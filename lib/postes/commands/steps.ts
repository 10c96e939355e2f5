import type { WriteTx } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { checkTransition } from "../rules/commande.ts"
import { COMMANDE_LABELS, type CommandeEtat, type PostesRefusal } from "../types.ts"

/** The order as the person who acts saw it, locked until the end. */
export async function lockCommande(tx: WriteTx, target: { collectiviteId: string; commande: string; version: number }) {
  const { collectiviteId, commande: id, version } = target
  await tx.$queryRaw`select 1 from commande where "collectiviteId" = ${collectiviteId}::uuid and id = ${id}::uuid for update`
  const row = await tx.commande.findUnique({ where: { collectiviteId_id: { collectiviteId, id } } })
  if (!row) return refuse("commande-inconnue")
  return row.version === version ? ok(row) : refuse("commande-changee", { etat: COMMANDE_LABELS[row.etat] })
}

type Data = Parameters<WriteTx["commande"]["update"]>[0]["data"]
type Step = { collectiviteId: string; id: string; de: CommandeEtat; vers: CommandeEtat; data?: Data }

export async function advanceCommande(
  tx: WriteTx,
  evenement: string,
  { collectiviteId, id, de, vers, data = {} }: Step,
): Promise<Result<{ id: string }, PostesRefusal>> {
  const allowed = checkTransition(de, vers)
  if (!allowed.ok) return allowed
  await tx.commande.update({
    where: { collectiviteId_id: { collectiviteId, id } },
    data: { ...data, etat: vers, version: { increment: 1 } },
  })
  await tx.journal(evenement, {
    ...{ concerneId: collectiviteId, objet: `commande/${id}` },
    avant: { etat: de },
    apres: { etat: vers },
  })
  return ok({ id })
}
