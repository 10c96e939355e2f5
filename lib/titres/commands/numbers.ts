import type { WriteTx } from "@/lib/access/door.ts"

export type SerieKey = { exercice: number; budget: string; serie: string }

/**
 * Takes `count` numbers in a row and returns the first. The row of the series stays locked until the transaction ends:
 * a number is taken only if what bears it is kept, so a series has no gap.
 */
export async function takeNumbers(tx: WriteTx, key: SerieKey, count: number, first: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ taken: number }[]>`
    insert into serie (exercice, budget, serie, prochain)
    values (${key.exercice}, ${key.budget}, ${key.serie}, ${first}::int + ${count}::int)
    on conflict (exercice, budget, serie) do update set prochain = serie.prochain + ${count}::int
    returning prochain - ${count}::int as taken`
  if (!row) throw new Error(`no number for ${key.exercice} ${key.budget} ${key.serie}`)
  return row.taken
}
