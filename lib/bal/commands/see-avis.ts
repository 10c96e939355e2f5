import { type MembreContext, only } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"

/** A person of the commune knows that another body published its addresses. */
export function seeAvis(ctx: MembreContext, { avis }: { avis: string }): Promise<Result<null, "version-inconnue">> {
  const { collectiviteId } = only(ctx)
  return write(ctx, "bal.correct", async (tx) => {
    const { count } = await tx.balAvis.updateMany({
      where: { collectiviteId, id: avis, vuLe: null },
      data: { vuLe: new Date(), vuParId: ctx.who.personneId },
    })
    if (count === 0) return refuse("version-inconnue")
    await tx.journal("bal.avis-seen", { concerneId: collectiviteId, objet: `bal_avis/${avis}` })
    return ok(null)
  })
}
