import type { AgentContext } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { type Dossier, findDossier } from "../queries/dossier.ts"

/** Staff open a member's file: the reading is journaled in the transaction that reads. Null for an unknown address. */
export const consultDossier = <T>(
  ctx: AgentContext,
  publicId: string,
  also: (tx: Tx, dossier: Dossier) => Promise<T>,
): Promise<{ ok: true; value: { dossier: Dossier; also: T } } | { ok: false }> =>
  write(ctx, "collectivites.consult", async (tx) => {
    const dossier = await findDossier(tx, publicId)
    if (!dossier) return { ok: false }
    await tx.journal("fiche.consulted", { concerneId: dossier.id, objet: `collectivite/${publicId}` })
    return { ok: true, value: { dossier, also: await also(tx, dossier) } }
  })
