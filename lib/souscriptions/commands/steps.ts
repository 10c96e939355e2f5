import { type Context, personneOf } from "@/lib/access/context.ts"
import type { WriteTx } from "@/lib/access/door.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { namesOf } from "../queries/file.ts"
import { checkTransition } from "../rules/life.ts"
import { ETAT_LABELS, type SouscriptionEtat, type SouscriptionRefusal } from "../types.ts"
import { closeDemandes } from "./close-demandes.ts"
import { closeDevis } from "./close-devis.ts"
import { tellOfStep } from "./tell.ts"

export const journalOf = (collectiviteId: string, id: string) => ({
  concerneId: collectiviteId,
  objet: `souscription/${id}`,
})

export type Target = { collectiviteId: string; souscription: string; version: number }

/** The row as the person who acts saw it, locked until the end; otherwise, what happened to it meanwhile. */
export async function lockAsRead(tx: WriteTx, { collectiviteId, souscription: id, version }: Target) {
  await tx.$queryRaw`select 1 from souscription where "collectiviteId" = ${collectiviteId}::uuid and id = ${id}::uuid for update`
  const row = await tx.souscription.findUnique({ where: { collectiviteId_id: { collectiviteId, id } } })
  if (!row) return refuse("souscription-inconnue")
  if (row.version === version) return ok(row)
  const [last] = await tx.souscriptionSuivi.findMany({
    where: { collectiviteId, souscriptionId: id },
    orderBy: [{ le: "desc" }, { id: "desc" }],
    take: 1,
  })
  const who = last?.personneId ? (await namesOf(tx, [last.personneId])).get(last.personneId) : undefined
  return refuse("deja-changee", {
    etat: ETAT_LABELS[row.etat],
    par: last ? `${who ?? "l'opérateur"}, le ${formatInstant(last.le)}` : "par une autre personne",
  })
}

type Step = {
  collectiviteId: string
  id: string
  de: SouscriptionEtat
  vers: SouscriptionEtat
  by: Context
  motif?: string | null
  /** What changes with the state. */
  data?: { decideParId?: string; decideLe?: Date; motif?: string | null; enServiceLe?: Date; termineeLe?: Date }
}

const OVER: readonly SouscriptionEtat[] = ["refusee", "annulee", "terminee"]

/** One step: the state, its suivi and the trace, together. */
export async function advance(
  tx: WriteTx,
  evenement: string,
  { collectiviteId, id, de, vers, by, motif = null, data = {} }: Step,
): Promise<Result<{ id: string }, SouscriptionRefusal>> {
  const allowed = checkTransition(de, vers)
  if (!allowed.ok) return allowed
  await tx.souscription.update({
    where: { collectiviteId_id: { collectiviteId, id } },
    data: { ...data, etat: vers, version: { increment: 1 } },
  })
  const personneId = personneOf(by)
  await tx.souscriptionSuivi.create({ data: { collectiviteId, souscriptionId: id, etat: vers, personneId, motif } })
  await tx.journal(evenement, {
    ...journalOf(collectiviteId, id),
    avant: { etat: de },
    apres: motif === null ? { etat: vers } : { etat: vers, motif },
  })
  if (OVER.includes(vers)) {
    const over = { collectiviteId, souscriptionId: id, motif: ETAT_LABELS[vers] }
    await closeDevis(tx, by, over)
    // Only what runs is asked to change: the operator ends it.
    if (vers === "terminee") await closeDemandes(tx, over)
  }
  await tellOfStep(tx, collectiviteId, id, motif)
  return ok({ id })
}
