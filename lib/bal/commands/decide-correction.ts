import { type MembreContext, only } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { asJson } from "@/lib/platform/json.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { Correction } from "../rules/corrections.ts"
import type { CorrectionInput } from "../schema.ts"
import type { BalRefusal } from "../types.ts"

/** Nothing goes into the corrected file before this. */
export function decideCorrection(
  ctx: MembreContext,
  { correction: id, decision, choix }: CorrectionInput,
): Promise<Result<{ id: string }, BalRefusal>> {
  const { collectiviteId } = only(ctx)
  return write(ctx, "bal.correct", async (tx) => {
    const row = await tx.balCorrection.findFirst({
      where: { collectiviteId, id, version: { courante: true } },
      select: { etat: true, choix: true, proposition: true },
    })
    if (!row) return refuse("correction-inconnue")
    const proposition = asJson<Correction>(row.proposition)
    const kept = proposition.genre === "voie" && decision === "acceptee" ? choix : null
    if (kept === undefined || (kept && proposition.genre === "voie" && !proposition.choix.includes(kept)))
      return refuse("choix-manquant")
    await tx.balCorrection.update({
      where: { collectiviteId_id: { collectiviteId, id } },
      data: { etat: decision, choix: kept, decideParId: ctx.who.personneId, decideLe: new Date() },
      select: { id: true },
    })
    await tx.journal("bal.correction-decided", {
      concerneId: collectiviteId,
      objet: `bal_correction/${id}`,
      avant: { etat: row.etat, choix: row.choix },
      apres: { etat: decision, choix: kept },
    })
    return ok({ id })
  })
}
