import type { WriteTx } from "@/lib/access/door.ts"
import { today } from "@/lib/platform/dates.ts"

type Move = { predecesseurId: string; successeurId: string }

/**
 * The accounts of a body that disappeared work on, under who takes over: in the name they were opened in, until staff decide.
 * A certificate names its holder: it is never taken for the successor's own.
 */
export async function carryAcces(tx: WriteTx, { predecesseurId, successeurId }: Move): Promise<void> {
  await carryDroits(tx, { predecesseurId, successeurId })
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

/** Persons who go on for the successor keep what they opened; the others' rights end with the body. */
async function carryDroits(tx: WriteTx, { predecesseurId, successeurId }: Move): Promise<void> {
  const carried = await tx.$executeRaw`
    insert into module_droit ("collectiviteId", "serviceId", "personneId", profil, depuis, jusqua, "donneParId")
    select ${successeurId}::uuid, d."serviceId", d."personneId", d.profil, ${today()}::date, d.jusqua, d."donneParId"
    from module_droit d
    where d."collectiviteId" = ${predecesseurId}::uuid and d.fin is null and (d.jusqua is null or d.jusqua > ${today()}::date)
      and portail_habilitee(${successeurId}::uuid, d."personneId", ${today()}::date)
    on conflict ("collectiviteId", "serviceId", "personneId") where fin is null do nothing`
  if (carried > 0)
    await tx.journal("outil.droits-repris", {
      concerneId: successeurId,
      apres: { de: predecesseurId, droits: carried },
    })
}

/** What the old file shows stays; nobody opens a tool in its name any more, nor is told of its certificates. */
export async function closeAcces(tx: WriteTx, collectiviteId: string): Promise<void> {
  await tx.moduleDroit.updateMany({
    where: { collectiviteId, fin: null },
    data: { fin: "service", finiLe: new Date() },
  })
  await tx.moduleAcces.updateMany({ where: { collectiviteId, closLe: null }, data: { closLe: new Date() } })
}
