import type { Tx } from "@/lib/access/door.ts"

export type SerieRow = {
  exercice: number
  budget: string
  serie: string
  prochain: number
  pris: number
  premier: number | null
}

/** Every series of titres with the numbers it has taken; counters of bordereaux are not series of titres. */
export const listSeries = (tx: Tx): Promise<SerieRow[]> => tx.$queryRaw<SerieRow[]>`
  select s.exercice::int, s.budget, s.serie, s.prochain, n.pris, n.premier from serie s, lateral (
    select count(*)::int as pris, min(numero) as premier from titre_numero
    where exercice = s.exercice and budget = s.budget and serie = s.serie) n
  where s.serie not like 'BORDEREAU%' order by s.exercice desc, s.budget, s.serie limit 200`
