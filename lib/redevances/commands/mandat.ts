import { type MembreContext, only } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findMandat } from "../queries/dossier.ts"
import type { MandatInput } from "../schema.ts"
import type { RedevanceRefusal } from "../types.ts"
import { creditorOf } from "./creditor.ts"

/** An élu lets the operator act on the commune's data, or ends it; the commune stays the creditor in both cases. */
export function changeMandat(
  ctx: MembreContext,
  { collectivite, acte }: MandatInput,
): Promise<Result<null, RedevanceRefusal>> {
  const { collectiviteId } = only(ctx)
  return write(ctx, "redevances.mandate", async (tx) => {
    const creditor = await creditorOf(tx, ctx, collectivite)
    if (!creditor.ok) return creditor
    const mandat = await findMandat(tx, collectiviteId)
    const day = toDatabase(today())
    const personneId = ctx.who.personneId
    if (acte === "donner") {
      if (mandat) return refuse("mandat-deja")
      await tx.mandatRodp.create({ data: { collectiviteId, donneLe: day, donneParId: personneId } })
    } else {
      if (!mandat) return refuse("mandat-absent")
      await tx.mandatRodp.update({
        where: { collectiviteId_id: { collectiviteId, id: mandat.id } },
        data: { retireLe: day, retireParId: personneId },
      })
    }
    await tx.journal(acte === "donner" ? "redevance.mandat-donne" : "redevance.mandat-retire", {
      concerneId: collectiviteId,
      objet: "mandat-redevances",
    })
    return ok(null)
  })
}
