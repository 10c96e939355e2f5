import type { Tx } from "@/lib/access/door.ts"
import { RAPPEL_HEBDOMADAIRE } from "@/lib/notifications/rules.ts"

export type LateSouscription = {
  id: string
  publicId: string
  collectivite: string
  service: string
  demandeLe: Date
  /** The élus it waits for, by function and name; none is the operator's business. */
  elus: string[]
  rappels: number
  dernierRappelLe: Date | null
}

/** What has waited for an élu for more than a week, the oldest first. */
export const listLateSouscriptions = (tx: Tx, now: Date, limit: number): Promise<LateSouscription[]> =>
  tx.$queryRaw<LateSouscription[]>`
    select s.id, c."publicId", c.nom as collectivite, v.nom as service, s."demandeLe",
      coalesce((select array_agg(r.fonction || ', ' || p.nom order by p.nom) from rattachement r join personne p on p.id = r."personneId"
        where r."collectiviteId" = s."collectiviteId" and r.role = 'elu'
          and daterange(r.depuis, r.jusqua) @> (now() at time zone 'Europe/Paris')::date), '{}') as elus,
      (select count(*)::int from rappel k where k."collectiviteId" = s."collectiviteId" and k."objetId" = s.id) as rappels,
      (select max(k.le) from rappel k where k."collectiviteId" = s."collectiviteId" and k."objetId" = s.id) as "dernierRappelLe"
    from souscription s join collectivite c on c.id = s."collectiviteId" join service v on v.id = s."serviceId"
    where s.etat = 'a_approuver' and (s."prixUnitaire" is not null or v.mode not in ('unitaire', 'non_precise'))
      and s."demandeLe" <= ${now}::timestamptz - make_interval(days => ${RAPPEL_HEBDOMADAIRE.apresJours}::int)
    order by s."demandeLe" limit ${limit}`
