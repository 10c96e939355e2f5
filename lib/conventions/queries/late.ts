import type { Tx } from "@/lib/access/door.ts"
import { RAPPEL_HEBDOMADAIRE } from "@/lib/notifications/rules.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { ActeEtat } from "../types.ts"

export type LateActe = {
  id: string
  publicId: string
  collectivite: string
  intitule: string
  numero: string
  etat: ActeEtat
  aSignerAvant: CalendarDate
  /** Whom it waits for, by function and name; none is the operator's business. */
  attend: string[]
  rappels: number
  dernierRappelLe: Date | null
}

/** What waits for a signature since more than a week, whoever's: the first to be due first. */
export const listLateActes = (tx: Tx, now: Date, limit: number): Promise<LateActe[]> =>
  tx.$queryRaw<LateActe[]>`
    select a.id, c."publicId", c.nom as collectivite, a.intitule, a.numero, a.etat, a."aSignerAvant"::text as "aSignerAvant",
      case when a.etat = 'signe' then array(select o.fonction || ', ' || p.nom from signataire_operateur o join personne p on p.id = o."personneId"
          where daterange(o.depuis, o.jusqua) @> paris.jour order by p.nom)
        else array(
          select m.fonction || ', ' || m.nom from mandat m where m."collectiviteId" = a."collectiviteId" and daterange(m.depuis, m.jusqua) @> paris.jour
          union all select d.fonction || ', ' || d.nom from delegation d join mandat m on m."collectiviteId" = d."collectiviteId" and m.id = d."mandatId"
          where d."collectiviteId" = a."collectiviteId" and daterange(d.depuis, d.jusqua) @> paris.jour and daterange(m.depuis, m.jusqua) @> paris.jour
            and (d.objets = '{}' or a.genre = any (d.objets))) end as attend,
      (select count(*)::int from rappel k where k."collectiviteId" = a."collectiviteId" and k."objetId" = a.id) as rappels,
      (select max(k.le) from rappel k where k."collectiviteId" = a."collectiviteId" and k."objetId" = a.id) as "dernierRappelLe"
    from acte a join collectivite c on c.id = a."collectiviteId",
      lateral (select (${now}::timestamptz at time zone 'Europe/Paris')::date as jour) paris
    where a.etat in ('a_signer', 'au_parapheur', 'signe')
      and (a."aSignerAvant" < paris.jour
        or a."creeLe" <= ${now}::timestamptz - make_interval(days => ${RAPPEL_HEBDOMADAIRE.apresJours}::int))
    order by a."aSignerAvant", a.id limit ${limit}::int`
