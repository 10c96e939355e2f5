import { type Context, personneOf } from "@/lib/access/context.ts"
import type { WriteTx } from "@/lib/access/door.ts"
import type { SouscriptionEtat } from "../types.ts"
import { journalOf } from "./steps.ts"

type Noted = { evenement: string; motif: string; apres: object }

/** What happens to a souscription without changing its state: its suivi, its version and the trace, together. */
export async function noteStep(
  tx: WriteTx,
  by: Context,
  { collectiviteId, id, etat }: { collectiviteId: string; id: string; etat: SouscriptionEtat },
  { evenement, motif, apres }: Noted,
): Promise<void> {
  await tx.souscription.update({
    where: { collectiviteId_id: { collectiviteId, id } },
    data: { version: { increment: 1 } },
  })
  const personneId = personneOf(by)
  await tx.souscriptionSuivi.create({ data: { collectiviteId, souscriptionId: id, etat, personneId, motif } })
  await tx.journal(evenement, { ...journalOf(collectiviteId, id), apres: { ...apres, motif } })
}
