import type { CalendarDate } from "@/lib/platform/dates.ts"
import { type empty, sql } from "@/lib/platform/db.ts"
import type { Situation } from "../types.ts"

type Sql = typeof empty

/**
 * A titre `t` beside what happened to it: last follow-up `s`, paid `r`, corrected `k`, deposit `e`, PES file `f`. Two forms of the
 * same facts: row by row for a page of a list, grouped at once for figures over a whole exercice.
 */
export const FACTS_BY_ROW = sql`
  join lateral (select etat from titre_suivi x where x."collectiviteId" = t."collectiviteId" and x."titreId" = t.id
    order by x.le desc, x.id desc limit 1) s on true
  left join lateral (select sum(montant)::bigint as regle from reglement x
    where x."collectiviteId" = t."collectiviteId" and x."titreId" = t.id) r on true
  left join lateral (select sum("montantTtc")::bigint as corrige from titre x
    where x."collectiviteId" = t."collectiviteId" and x."corrigeId" = t.id) k on true
  left join depot e on e."collectiviteId" = t."collectiviteId" and e."titreId" = t.id
  left join lateral (select g.etat from pes_piece x join pes_fichier g on g.id = x."fichierId"
    where x."collectiviteId" = t."collectiviteId" and x."titreId" = t.id order by x.essai desc limit 1) f on true`

export const FACTS_AT_ONCE = sql`
  join (select distinct on ("collectiviteId", "titreId") "collectiviteId", "titreId", etat from titre_suivi
    order by "collectiviteId", "titreId", le desc, id desc) s on s."collectiviteId" = t."collectiviteId" and s."titreId" = t.id
  left join (select "collectiviteId", "titreId", sum(montant)::bigint as regle from reglement group by 1, 2) r
    on r."collectiviteId" = t."collectiviteId" and r."titreId" = t.id
  left join (select "collectiviteId", "corrigeId", sum("montantTtc")::bigint as corrige from titre where "corrigeId" is not null
    group by 1, 2) k on k."collectiviteId" = t."collectiviteId" and k."corrigeId" = t.id
  left join depot e on e."collectiviteId" = t."collectiviteId" and e."titreId" = t.id
  left join (select distinct on (x."collectiviteId", x."titreId") x."collectiviteId", x."titreId", g.etat
    from pes_piece x join pes_fichier g on g.id = x."fichierId" order by x."collectiviteId", x."titreId", x.essai desc) f
    on f."collectiviteId" = t."collectiviteId" and f."titreId" = t.id`

/** What is still owed; below zero, a credit of the member. A correction owes nothing of its own. */
export const RESTE = sql`(case when t.nature = 'recette'
  then t."montantTtc" - coalesce(k.corrige, 0) - coalesce(r.regle, 0) else 0 end)`

const REFUSED = sql`(s.etat = 'rejete' or e.etat in ('rejete', 'a_corriger'))`
const LEFT = sql`(e.etat in ('depose', 'integre', 'mis_a_disposition') or f.etat in ('transmis', 'acquitte'))`
/** A mandat on account 673 is passed in the accounting software: the portal sends nothing to Hélios. */
const BY_HAND = sql`(t.canal = 'papier' or (t.canal = 'pes' and t."surExerciceClos"))`

export const DEPART = sql`(case when ${REFUSED} then 'refuse' when ${BY_HAND} then 'hors_portail' when ${LEFT} then 'parti'
  else 'a_envoyer' end)`

/** Where a titre stands with the money: the same words as the filter of the list. */
export const situationIs = (situation: Situation, day: CalendarDate): Sql => {
  const conditions: Record<Situation, Sql> = {
    du: sql`${RESTE} > 0`,
    retard: sql`${RESTE} > 0 and t.echeance < ${day}::date and s.etat <> 'non_valeur'`,
    partiel: sql`${RESTE} > 0 and coalesce(r.regle, 0) > 0`,
    paye: sql`t.nature = 'recette' and ${RESTE} <= 0 and coalesce(r.regle, 0) > 0`,
    corrige: sql`coalesce(k.corrige, 0) > 0`,
    credit: sql`${RESTE} < 0`,
  }
  return conditions[situation]
}
