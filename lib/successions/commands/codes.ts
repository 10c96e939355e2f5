import type { WriteTx } from "@/lib/access/door.ts"
import { sumPopulations } from "./register.ts"

/** On the day: codes are free for who takes over; figures stay with the commune they count, under its address. */
export async function freeCodes(tx: WriteTx, id: string): Promise<void> {
  const { publicId, codeInsee } = await tx.collectivite.findUniqueOrThrow({ where: { id } })
  if (codeInsee) await moveFigures(tx, codeInsee, publicId)
  await tx.collectivite.update({ where: { id }, data: { codeInsee: null, siren: null } })
}

/**
 * Once the last of those it takes over has ended: its code, with its inhabitants. The row is locked, so that of two
 * workers who end the last two, the second sees the first's.
 */
export async function takeCode(tx: WriteTx, id: string): Promise<void> {
  const [body] = await tx.$queryRaw<{ publicId: string; codeInsee: string | null }[]>`
    select c."publicId", (select d."codeInsee" from denomination d where d."concerneId" = c.id order by d.depuis desc limit 1)
    from collectivite c where c.id = ${id}::uuid and c."codeInsee" is null for update of c`
  if (!body?.codeInsee || (await tx.succession.count({ where: { successeurId: id, acheveeLe: null } })) > 0) return
  const { publicId, codeInsee } = body
  // An import may have brought a body of that code since: staff see two of one name, and nothing is lost.
  if ((await tx.collectivite.count({ where: { codeInsee } })) > 0) return
  await sumAgain(tx, { id, publicId })
  await moveFigures(tx, publicId, codeInsee)
  await tx.collectivite.update({ where: { id }, data: { codeInsee } })
  await tx.journal("collectivite.code-pris", { concerneId: id, apres: { codeInsee } })
}

/** Figures that INSEE published between the recording and the day count too. */
async function sumAgain(tx: WriteTx, { id, publicId }: { id: string; publicId: string }): Promise<void> {
  const before = await tx.succession.findMany({
    where: { successeurId: id, genre: "fusion" },
    select: { source: true, predecesseur: { select: { publicId: true } } },
  })
  const codes = before.map(({ predecesseur }) => predecesseur.publicId)
  if (before[0]) await sumPopulations(tx, codes, publicId, `Somme des communes fusionnées (${before[0].source})`)
}

/** What is known there already was published: it stays. */
const moveFigures = (tx: WriteTx, from: string, to: string) =>
  tx.$executeRaw`
    with moved as (delete from population where code = ${from} returning genre, millesime, habitants, source)
    insert into population (code, genre, millesime, habitants, source)
    select ${to}, genre, millesime, habitants, source from moved on conflict do nothing`
