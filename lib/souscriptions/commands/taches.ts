import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { TacheInput } from "../schema.ts"
import type { SouscriptionRefusal } from "../types.ts"
import { journalOf } from "./steps.ts"

/** A task done, or not done after all: by whom and when stays said. */
export const markTache = (
  ctx: AgentContext,
  { tache: id, faite }: TacheInput,
): Promise<Result<{ id: string }, SouscriptionRefusal>> =>
  write(ctx, "souscriptions.deliver", async (tx) => {
    const tache = await tx.souscriptionTache.findFirst({ where: { id } })
    if (!tache) return refuse("tache-inconnue")
    const { collectiviteId, souscriptionId, libelle } = tache
    await tx.souscriptionTache.update({
      where: { collectiviteId_id: { collectiviteId, id } },
      data: faite ? { faiteLe: new Date(), faiteParId: ctx.who.personneId } : { faiteLe: null, faiteParId: null },
    })
    await tx.journal(faite ? "souscription.tache-faite" : "souscription.tache-rouverte", {
      ...journalOf(collectiviteId, souscriptionId),
      apres: { tache: libelle },
    })
    return ok({ id: souscriptionId })
  })
