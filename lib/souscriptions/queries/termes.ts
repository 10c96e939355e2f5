import type { Tx } from "@/lib/access/door.ts"
import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"

export type TermeProche = {
  collectiviteId: string
  souscription: string
  /** Of the term: the souscription and its day, so that another day is other news. */
  objetId: string
  publicId: string
  collectivite: string
  service: string
  terme: CalendarDate
  /** The day that its notices count down to: the last on which tacit renewal is refused, else the last of the convention. */
  echeance: CalendarDate
  dernier: number | null
}

/** Days before the last day of a convention at which it is told, the first first. */
export async function findConventionJours(tx: Tx): Promise<number[]> {
  const { conventionJours } = await tx.operateur.findFirstOrThrow({ select: { conventionJours: true } })
  return conventionJours
}

/**
 * Terms of what runs that have reached their first notice and are not told past it, the nearest first. A rank of reminder begins at 1.
 * What goes on by itself is told as long as it can be refused; what one side refused is told until it stops (rules/reconduction.ts).
 */
export const listTermes = (tx: Tx, day: CalendarDate, alertes: readonly number[]): Promise<TermeProche[]> =>
  tx.$queryRaw<TermeProche[]>`
    select s."collectiviteId", s.id as souscription, x.id as "objetId", c."publicId", c.nom as collectivite, v.nom as service,
      s.terme::text as terme, e.echeance::text as echeance, r.dernier
    from souscription s
    cross join lateral (select exists (select from denonciation d where d."collectiviteId" = s."collectiviteId"
      and d."souscriptionId" = s.id and d.terme = s.terme and d."retireeLe" is null) as denoncee,
      s.reconduction = 'tacite' and (s."auPlusTard" is null or s.terme < s."auPlusTard") as tacite) q
    cross join lateral (select case when q.tacite and not q.denoncee
      then ((s.terme + 1 - make_interval(months => s."preavisMois"))::date - 1) else s.terme end as echeance) e
    cross join lateral (select md5(s.id::text || s.terme::text)::uuid as id) x
    cross join lateral (select min(k.rang) - 1 as dernier from rappel k where k."collectiviteId" = s."collectiviteId"
      and k.genre = 'convention-terme' and k."objetId" = x.id) r
    join collectivite c on c.id = s."collectiviteId" join service v on v.id = s."serviceId"
    where s.etat = 'en_service' and e.echeance <= ${addDays(day, Math.max(0, ...alertes))}::date and r.dernier is distinct from 0
      and (e.echeance >= ${day}::date or not (coalesce(q.tacite, false) or q.denoncee))
    order by e.echeance, s.id`
