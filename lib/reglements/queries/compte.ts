import type { Tx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { ReglementGenre, ReglementMoyen } from "../types.ts"

export type Compte = { facture: Cents; annule: Cents; regle: Cents; du: Cents; enRetard: Cents; credit: Cents }

/**
 * Written from the definition: billed − cancelled − paid = due. `credit` is what was paid too much, over the titres where it
 * was: it is in `du`, and told apart because it does not pay another titre by itself.
 */
export async function findCompte(tx: Tx, collectiviteId: string, today: CalendarDate): Promise<Compte> {
  const [row] = await tx.$queryRaw<Compte[]>`
    with billed as (
      select coalesce(sum("montantTtc"), 0)::bigint as total from titre where "collectiviteId" = ${collectiviteId}::uuid and nature = 'recette'
    ), cancelled as (
      select coalesce(sum("montantTtc"), 0)::bigint as total from titre where "collectiviteId" = ${collectiviteId}::uuid and nature <> 'recette'
    ), paid as (
      select coalesce(sum(montant), 0)::bigint as total from reglement where "collectiviteId" = ${collectiviteId}::uuid
    ), each_titre as (
      select echeance, portail_titre_du("collectiviteId", id) as du from titre where "collectiviteId" = ${collectiviteId}::uuid and nature = 'recette'
    )
    select billed.total as facture, cancelled.total as annule, paid.total as regle, billed.total - cancelled.total - paid.total as du,
      (select coalesce(sum(e.du), 0)::bigint from each_titre e where e.du > 0 and e.echeance < ${today}::date) as "enRetard",
      (select coalesce(-sum(e.du), 0)::bigint from each_titre e where e.du < 0) as credit
    from billed, cancelled, paid`
  if (!row) throw new Error("a sum answers one row")
  return row
}

export type Mouvement = {
  id: string
  le: CalendarDate
  genre: "titre" | "reduction" | "annulation" | ReglementGenre | "affectation-annulee"
  titreId: string
  exercice: number
  serie: string
  numero: number
  libelle: string
  moyen: ReglementMoyen | null
  /** What it adds to what is due; below zero, what it takes away. */
  montant: Cents
  /** What is due after it. */
  solde: Cents
}

export const MOUVEMENTS_PER_PAGE = 100

/** Every movement of the account, the latest first, each with the balance after it. */
export const listMouvements = (tx: Tx, collectiviteId: string, page: number): Promise<Mouvement[]> => tx.$queryRaw<
  Mouvement[]
>`
  with movement as (
    select t.id, t."dateEmission" as le, case t.nature when 'recette' then 'titre' else t.nature::text end as genre, t.id as "titreId",
      t.exercice::int, t.serie, t.numero, case when t.nature = 'recette' then t.objet else coalesce(t.motif, t.objet) end as libelle,
      null as moyen, case when t.nature = 'recette' then t."montantTtc" else -t."montantTtc" end as montant, t."emisLe" as quand
    from titre t where t."collectiviteId" = ${collectiviteId}::uuid
    union all
    select r.id, case when r.genre = 'annulation' then (r."creeLe" at time zone 'Europe/Paris')::date else r."recuLe" end,
      case when r.genre = 'annulation' then 'affectation-annulee' else r.genre::text end, r."titreId", t.exercice::int, t.serie, t.numero,
      coalesce(nullif(r.note, ''), r.reference), r.moyen::text, -r.montant, r."creeLe"
    from reglement r join titre t on t."collectiviteId" = r."collectiviteId" and t.id = r."titreId"
    where r."collectiviteId" = ${collectiviteId}::uuid
  )
  select id, le::text, genre, "titreId", exercice, serie, numero, libelle, moyen, montant,
    sum(montant) over (order by le, quand, id)::bigint as solde
  from movement order by movement.le desc, quand desc, id desc
  limit ${MOUVEMENTS_PER_PAGE} offset ${(page - 1) * MOUVEMENTS_PER_PAGE}`

export async function countMouvements(tx: Tx, collectiviteId: string): Promise<number> {
  const [titres, reglements] = [
    await tx.titre.count({ where: { collectiviteId } }),
    await tx.reglement.count({ where: { collectiviteId } }),
  ]
  return titres + reglements
}
