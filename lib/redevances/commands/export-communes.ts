import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { today } from "@/lib/platform/dates.ts"
import { COMMUNES_PAGE, listParCommune, type ParCommune } from "../queries/territoire.ts"

type Filter = { annee?: number; operateur?: string }

/** Figures of every commune leave the portal: it is written down. */
export function exportCommunes(ctx: AgentContext, { annee, operateur }: Filter): Promise<ParCommune[]> {
  return write(ctx, "collectivites.consult", async (tx) => {
    const rows: ParCommune[] = []
    for (let page = 1; ; page++) {
      const part = await listParCommune(tx, today(), { annee: annee ?? null, operateurId: operateur ?? null, page })
      rows.push(...part.rows)
      if (part.rows.length < COMMUNES_PAGE) break
    }
    await tx.journal("redevance.communes-exportees", { apres: { communes: rows.length, annee: annee ?? null } })
    return rows
  })
}
