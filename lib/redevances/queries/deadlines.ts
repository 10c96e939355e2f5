import type { Tx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { situations } from "./territoire.ts"

export type Deadline = {
  collectiviteId: string
  publicId: string
  annee: number
  /** Of what is known; null while no rate of the year is. */
  montant: bigint | null
  dernierJour: CalendarDate
  /** The oldest statement of the year: with the kind of news, it makes the reminder one. */
  objetId: string
}

/** What may still be asked and will be lost by then, by collectivité and year; said once for each kind of reminder. */
export const listDeadlines = (tx: Tx, today: CalendarDate, until: CalendarDate): Promise<Deadline[]> =>
  tx.$queryRaw<Deadline[]>`${situations(today)}
    select s."collectiviteId", c."publicId", s.annee::int, sum(s.montant)::bigint as montant,
      min(s."dernierJour")::text as "dernierJour", min(s.id::text)::uuid as "objetId"
    from situation s join collectivite c on c.id = s."collectiviteId"
    where s.situation in ('a_reclamer', 'bareme_absent', 'deliberation_absente', 'preparee') and s."dernierJour" <= ${until}::date
    group by 1, 2, 3 having coalesce(sum(s.montant), 1) > 0`
