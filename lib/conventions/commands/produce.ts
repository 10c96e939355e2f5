import { systeme } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { renderActe } from "../pdf/render.ts"
import { findActe } from "../queries/actes.ts"
import type { Acte } from "../types.ts"
import { keepPages } from "./keep.ts"

/**
 * Draws the pages of one act that waits for them; `acte` names it, otherwise the one that waited longest. The row is
 * locked meanwhile: a worker killed in between leaves it to the next one.
 */
export const produceNextActe = (acte?: string): Promise<Result<{ acte: string }, "rien">> =>
  write(
    systeme("actes.produce", "operateur"),
    "actes.produce",
    async (tx) => {
      const found = await claim(tx, acte)
      if (!found) return refuse("rien")
      const document = await keepPages(tx, found, await renderActe(found), "original")
      const { collectiviteId, id } = found
      await tx.acte.update({
        where: { collectiviteId_id: { collectiviteId, id } },
        data: { etat: "a_signer", documentId: document.id, empreinte: document.empreinte },
      })
      await tx.journal("acte.pret", {
        concerneId: collectiviteId,
        objet: `acte/${id}`,
        apres: { empreinte: document.empreinte },
      })
      return ok({ acte: id })
    },
    { timeoutMs: 120_000 },
  )

async function claim(tx: Tx, acte: string | undefined): Promise<Acte | null> {
  const [row] = await tx.$queryRaw<{ collectiviteId: string; id: string }[]>`
    select "collectiviteId", id from acte where etat = 'a_generer' and (${acte ?? null}::uuid is null or id = ${acte ?? null}::uuid)
    order by "prochainEssaiLe", id limit 1 for update skip locked`
  return row ? findActe(tx, row.collectiviteId, row.id) : null
}
