import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { findRedevances } from "../queries/commune.ts"
import { findMandat } from "../queries/dossier.ts"
import { listOperateurs } from "../queries/reference.ts"

/** Staff opens a commune's redevances: what concerns a member leaves a trace, reading too. */
export function consultCommune(ctx: AgentContext, publicId: string, today: CalendarDate) {
  return write(ctx, "collectivites.consult", async (tx) => {
    const found = await tx.collectivite.findUnique({ where: { publicId }, select: { id: true, nom: true } })
    await tx.journal("redevance.consultee", { concerneId: found?.id ?? null, objet: "redevances" })
    if (!found) return null
    return {
      nom: found.nom,
      redevances: await findRedevances(tx, found.id, today),
      mandat: await findMandat(tx, found.id),
      operateurs: await listOperateurs(tx),
    }
  })
}
