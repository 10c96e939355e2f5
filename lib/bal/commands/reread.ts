import type { WriteTx } from "@/lib/access/door.ts"

/**
 * The files whose versions are in use in these communes wait for the worker again: an outline that staff have just loaded
 * says which positions are outside, and a file that never changes would otherwise never be judged by it.
 */
export async function rereadDepots(tx: WriteTx, communeIds: readonly string[]): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string; collectiviteId: string }[]>`
    update bal_depot d set etat = 'recu', "termineLe" = null
    where d.etat = 'analyse' and exists (select from bal_version v where v."collectiviteId" = d."collectiviteId"
      and v."depotId" = d.id and v.courante and v."communeId" = any (${communeIds}::uuid[]))
    returning d.id, d."collectiviteId"`
  for (const { id, collectiviteId } of rows) {
    await tx.journal("bal.reread", { concerneId: collectiviteId, objet: `bal_depot/${id}` })
  }
}
