import type { Tx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { RecusFilter } from "../schema.ts"
import type { ReglementMoyen, ReglementRecuEtat } from "../types.ts"

export type RecuRow = {
  id: string
  recuLe: CalendarDate
  montant: Cents
  disponible: Cents
  payeur: string
  siren: string | null
  reference: string
  libelle: string
  moyen: ReglementMoyen
  etat: ReglementRecuEtat
}

export const RECUS_PER_PAGE = 50

const RECU = sql`r.id, r."recuLe"::text, r.montant, r.payeur, r.siren, r.reference, r.libelle, r.moyen::text, r.etat::text,
  (r.montant - coalesce((select sum(a.montant) from reglement a where a."recuId" = r.id), 0))::bigint as disponible`

const conditions = ({ etat, cherche }: RecusFilter) =>
  sql`r.etat = ${etat}::reglement_recu_etat ${
    cherche
      ? sql`and concat_ws(' ', r.payeur, r.reference, r.libelle, r.siren) ilike ${`%${cherche.replace(/[\\%_]/g, "\\$&")}%`}`
      : empty
  }`

/** Those that wait, the oldest first; those decided, the newest first. */
export const listRecus = (tx: Tx, filter: RecusFilter, limit = RECUS_PER_PAGE): Promise<RecuRow[]> => tx.$queryRaw<
  RecuRow[]
>`
  select ${RECU} from reglement_recu r where ${conditions(filter)}
  order by ${filter.etat === "a_affecter" ? sql`r."recuLe", r.id` : sql`r."decideLe" desc nulls last, r.id desc`}
  limit ${limit}::int offset ${(filter.page - 1) * limit}::int`

export async function countRecus(tx: Tx, filter: RecusFilter, bound: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (select from reglement_recu r where ${conditions(filter)} limit ${bound}) kept`
  return row?.count ?? 0
}

export type RecusFigures = {
  nombre: number
  montant: Cents
  credit: Cents
  du: Cents
  enRetard: Cents
  questions: number
}

/** What the desk shows at its top. */
export async function findFigures(tx: Tx, today: CalendarDate): Promise<RecusFigures> {
  const [row] = await tx.$queryRaw<RecusFigures[]>`
    with solde as materialized (
      select t.echeance, portail_titre_du(t."collectiviteId", t.id) as du from titre t where t.nature = 'recette'
    ), attente as (
      select count(*)::int as nombre, coalesce(sum(r.montant - coalesce((select sum(a.montant) from reglement a where a."recuId" = r.id), 0)), 0)::bigint as montant
      from reglement_recu r where r.etat = 'a_affecter'
    )
    select a.nombre, a.montant, (select coalesce(-sum(du), 0)::bigint from solde where du < 0) as credit,
      (select coalesce(sum(du), 0)::bigint from solde where du > 0) as du,
      (select coalesce(sum(du), 0)::bigint from solde where du > 0 and echeance < ${today}::date) as "enRetard",
      (select count(*)::int from (
        select distinct on (m."collectiviteId", m."titreId") m.agent from titre_message m order by m."collectiviteId", m."titreId", m.le desc, m.id desc
      ) x where not x.agent) as questions
    from attente a`
  if (!row) throw new Error("a count answers one row")
  return row
}

export type RecuFile = RecuRow & {
  motif: string | null
  ligne: number | null
  fichierId: string | null
  fichier: string | null
  decidePar: string | null
  decideLe: Date | null
  affectations: Affectation[]
}

export type Affectation = {
  id: string
  titreId: string
  exercice: number
  serie: string
  numero: number
  nom: string
  genre: "paiement" | "annulation"
  montant: Cents
  annule: boolean
  note: string | null
  par: string | null
  le: Date
}

/** One payment with what was done of it; null for an unknown one. */
export async function findRecu(tx: Tx, id: string): Promise<RecuFile | null> {
  const [row] = await tx.$queryRaw<Omit<RecuFile, "affectations">[]>`
    select ${RECU}, r.motif, r.ligne, f.id as "fichierId", f.nom as fichier, p.nom as "decidePar", r."decideLe"
    from reglement_recu r left join reglement_import i on i.id = r."importId" left join fichier_operateur f on f.id = i."fichierId"
    left join personne p on p.id = r."decideParId" where r.id = ${id}::uuid`
  if (!row) return null
  const affectations = await tx.$queryRaw<Affectation[]>`
    select a.id, a."titreId", t.exercice::int, t.serie, t.numero, c.nom, a.genre::text, a.montant, a.note, p.nom as par, a."creeLe" as le,
      exists (select from reglement o where o."collectiviteId" = a."collectiviteId" and o."annuleId" = a.id) as annule
    from reglement a join titre t on t."collectiviteId" = a."collectiviteId" and t.id = a."titreId"
    join collectivite c on c.id = a."collectiviteId" left join personne p on p.id = a."saisiParId"
    where a."recuId" = ${id}::uuid order by a."creeLe", a.id`
  return { ...row, affectations }
}
