import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { today } from "@/lib/platform/dates.ts"
import { listManquants, type Manquant } from "../queries/manquants.ts"

/** Addresses of every incomplete member leave the portal: that is traced, as any export. */
export const exportManquants = (ctx: AgentContext): Promise<Manquant[]> =>
  write(ctx, "imports.manage", async (tx) => {
    const rows = await listManquants(tx, today())
    await tx.journal("repertoire.exported", { objet: "manquants", apres: { lignes: rows.length } })
    return rows
  })
