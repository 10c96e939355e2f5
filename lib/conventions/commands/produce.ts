import type { Tx, WriteTx } from "@/lib/access/door.ts"
import type { Result } from "@/lib/platform/result.ts"
import { renderActe } from "../pdf/render.ts"
import { findActe } from "../queries/actes.ts"
import type { Acte } from "../types.ts"
import { attemptActe } from "./attempt.ts"
import { keepPages } from "./keep.ts"
import { journalOf } from "./steps.ts"
import { tellOfActe } from "./tell.ts"

/** Draws the pages of one act that waits for them; `acte` names it, otherwise the one that waited longest. */
export const produceNextActe = (acte?: string): Promise<Result<{ acte: string }, "rien">> =>
  attemptActe({ job: "actes.produce", claim: (tx) => claim(tx, acte), work: draw })

async function draw(tx: WriteTx, acte: Acte): Promise<void> {
  const document = await keepPages(tx, acte, await renderActe(acte), "original")
  const { collectiviteId, id } = acte
  await tx.acte.update({
    where: { collectiviteId_id: { collectiviteId, id } },
    data: { etat: "a_signer", documentId: document.id, empreinte: document.empreinte, essais: 0, erreur: null },
  })
  await tx.journal("acte.pret", { ...journalOf(acte), apres: { empreinte: document.empreinte } })
  await tellOfActe(tx, acte, "a_signer")
}

async function claim(tx: Tx, acte: string | undefined): Promise<Acte | null> {
  const [row] = await tx.$queryRaw<{ collectiviteId: string; id: string }[]>`
    select "collectiviteId", id from acte where etat = 'a_generer' and "prochainEssaiLe" <= now()
      and (${acte ?? null}::uuid is null or id = ${acte ?? null}::uuid)
    order by "prochainEssaiLe", id limit 1 for update skip locked`
  return row ? findActe(tx, row.collectiviteId, row.id) : null
}
