import type { WriteTx } from "@/lib/access/door.ts"

type Move = { predecesseurId: string; successeurId: string }

/**
 * The accounts of a body that disappeared work on, under who takes over: in the name they were opened in, until staff decide.
 * A certificate names its holder: it is never taken for the successor's own.
 */
export async function carryAcces(tx: WriteTx, { predecesseurId, successeurId }: Move): Promise<void> {
  const before = await tx.moduleAcces.findMany({ where: { collectiviteId: predecesseurId, closLe: null } })
  if (before.length === 0) return
  await tx.moduleAcces.createMany({
    data: before.map(({ id: _, majLe: _maj, ...acces }) => ({ ...acces, collectiviteId: successeurId })),
    skipDuplicates: true,
  })
  await tx.journal("outil.acces-repris", {
    concerneId: successeurId,
    apres: { de: predecesseurId, acces: before.length, comptes: before.reduce((sum, { comptes }) => sum + comptes, 0) },
  })
}

/** What the old file shows stays; nobody is told of its certificates any more. */
export async function closeAcces(tx: WriteTx, collectiviteId: string): Promise<void> {
  await tx.moduleAcces.updateMany({ where: { collectiviteId, closLe: null }, data: { closLe: new Date() } })
}
