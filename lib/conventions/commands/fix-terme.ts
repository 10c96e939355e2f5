import type { WriteTx } from "@/lib/access/door.ts"
import { fromDatabase, toDatabase, today } from "@/lib/platform/dates.ts"
import { termeOf } from "@/lib/souscriptions/rules/terme.ts"
import type { Acte } from "../types.ts"

/** The last day of a convention, counted from its second signature by what its words say; none where they say none. */
export async function fixTerme(tx: WriteTx, { collectiviteId, id: conventionId, numero }: Acte): Promise<void> {
  const souscription = await tx.souscription.findFirst({
    where: { collectiviteId, conventionId },
    select: { id: true, dureeMois: true, auPlusTard: true },
  })
  if (!souscription || souscription.dureeMois === null) return
  const { id, dureeMois, auPlusTard } = souscription
  const terme = termeOf(today(), { mois: dureeMois, auPlusTard: auPlusTard && fromDatabase(auPlusTard) })
  await tx.souscription.update({
    where: { collectiviteId_id: { collectiviteId, id } },
    data: { terme: toDatabase(terme), version: { increment: 1 } },
  })
  await tx.journal("souscription.terme", {
    ...{ concerneId: collectiviteId, objet: `souscription/${id}` },
    apres: { terme, convention: numero },
  })
}
