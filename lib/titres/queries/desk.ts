import type { Tx } from "@/lib/access/door.ts"
import { nameContains } from "@/lib/collectivites/queries/name-search.ts"
import { type CalendarDate, calendarDate } from "@/lib/platform/dates.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { DeskFilter } from "../schema.ts"
import type { Canal, Depart, TitreNature, TitreState, TitreVolet } from "../types.ts"
import { DEPART, FACTS_AT_ONCE, FACTS_BY_ROW, RESTE, situationIs } from "./situation.ts"

export type DeskRow = {
  collectiviteId: string
  id: string
  collectivitePublicId: string
  nom: string
  exercice: number
  serie: string
  numero: number
  bordereau: number
  nature: TitreNature
  volet: TitreVolet
  canal: Canal
  objet: string
  dateEmission: CalendarDate
  echeance: CalendarDate
  montantHt: Cents
  montantTva: Cents
  montant: Cents
  corrige: Cents
  regle: Cents
  reste: Cents
  etat: TitreState
  depart: Depart
  siren: string | null
}

export const DESK_PER_PAGE = 50

const ORDERS = {
  numero: sql`t.exercice, t.serie, t.numero`,
  "-numero": sql`t.exercice desc, t.serie desc, t.numero desc`,
  nom: sql`c."nomPlie", t.exercice desc, t.numero desc`,
  "-nom": sql`c."nomPlie" desc, t.exercice desc, t.numero desc`,
  emission: sql`t."dateEmission", t.numero`,
  "-emission": sql`t."dateEmission" desc, t.numero desc`,
  echeance: sql`t.echeance, t.numero`,
  "-echeance": sql`t.echeance desc, t.numero desc`,
  montant: sql`t."montantTtc", t.numero`,
  "-montant": sql`t."montantTtc" desc, t.numero desc`,
  reste: sql`${RESTE}, t.numero`,
  "-reste": sql`${RESTE} desc, t.numero desc`,
} as const satisfies Record<DeskFilter["tri"], unknown>

const facts = ({ situation, depart, tri }: DeskFilter) =>
  situation || depart || tri.endsWith("reste") ? FACTS_AT_ONCE : FACTS_BY_ROW

const conditions = (filter: DeskFilter, day: CalendarDate) => {
  const named = nameContains(filter.cherche)
  return sql`true
    ${filter.exercice ? sql`and t.exercice = ${filter.exercice}::int` : empty}
    ${filter.nature ? sql`and (t.nature = 'recette') = ${filter.nature === "recette"}` : empty}
    ${filter.canal ? sql`and t.canal = ${filter.canal}::canal_envoi` : empty}
    ${filter.volet ? sql`and t.volet = ${filter.volet}::titre_volet` : empty}
    ${filter.bordereau ? sql`and t.bordereau = ${filter.bordereau}::int` : empty}
    ${filter.campagne ? sql`and t."campagneId" = ${filter.campagne}::uuid` : empty}
    ${filter.situation ? sql`and ${situationIs(filter.situation, day)}` : empty}
    ${filter.depart ? sql`and ${DEPART} = ${filter.depart}` : empty}
    ${named ? sql`and ((${named}) or t.numero::text = ${filter.cherche})` : empty}`
}

type Window = { day: CalendarDate; limit?: number; offset?: number }

type StoredRow = Omit<DeskRow, "dateEmission" | "echeance"> & Record<"dateEmission" | "echeance", string>

const COLUMNS = sql`
  select t."collectiviteId", t.id, c."publicId" as "collectivitePublicId", t.debiteur ->> 'nom' as nom, t.exercice::int, t.serie, t.numero,
    t.bordereau, t.nature, t.volet, t.canal, t.objet, t."dateEmission"::text, t.echeance::text, t."montantHt", t."montantTva",
    t."montantTtc" as montant, coalesce(k.corrige, 0)::bigint as corrige, coalesce(r.regle, 0)::bigint as regle,
    ${RESTE}::bigint as reste, s.etat, ${DEPART} as depart, t.debiteur ->> 'siren' as siren
  from titre t join collectivite c on c.id = t."collectiviteId"`

const rowOf = (row: StoredRow): DeskRow => ({
  ...row,
  dateEmission: calendarDate(row.dateEmission),
  echeance: calendarDate(row.echeance),
})

/** The staff's list, filtered and sorted by the database; an export asks for all of it. */
export async function listDesk(tx: Tx, filter: DeskFilter, window: Window): Promise<DeskRow[]> {
  const { day, limit = DESK_PER_PAGE, offset = (filter.page - 1) * DESK_PER_PAGE } = window
  const rows = await tx.$queryRaw<StoredRow[]>`
    ${COLUMNS} ${facts(filter)}
    where ${conditions(filter, day)} order by ${ORDERS[filter.tri]}, t.id limit ${limit}::int offset ${offset}::int`
  return rows.map(rowOf)
}

/** These titres, wherever they stand. */
export async function listDeskByIds(tx: Tx, ids: readonly string[]): Promise<DeskRow[]> {
  const rows = await tx.$queryRaw<StoredRow[]>`
    ${COLUMNS} ${FACTS_BY_ROW}
    where (t."collectiviteId", t.id) in (select "debiteurId", "titreId" from titre_numero where "titreId" = any(${[...ids]}::uuid[]))`
  return rows.map(rowOf)
}

/** How many titres the filter keeps, counted up to `bound`. */
export async function countDesk(tx: Tx, filter: DeskFilter, day: CalendarDate, bound: number): Promise<number> {
  const needed = filter.situation || filter.depart ? FACTS_AT_ONCE : empty
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (select from titre t join collectivite c on c.id = t."collectiviteId" ${needed}
      where ${conditions(filter, day)} limit ${bound}::int) kept`
  return row?.count ?? 0
}

export type DeskSums = { titres: number; montant: Cents; corrige: Cents; regle: Cents; reste: Cents }

/** What the filter keeps, summed: titres count, corrections take away. */
export async function sumDesk(tx: Tx, filter: DeskFilter, day: CalendarDate): Promise<DeskSums> {
  const [row] = await tx.$queryRaw<[DeskSums]>`
    select count(*)::int as titres, coalesce(sum(t."montantTtc"), 0)::bigint as montant, coalesce(sum(k.corrige), 0)::bigint as corrige,
      coalesce(sum(r.regle), 0)::bigint as regle, coalesce(sum(${RESTE}), 0)::bigint as reste
    from titre t join collectivite c on c.id = t."collectiviteId" ${FACTS_AT_ONCE} where ${conditions(filter, day)}`
  return row
}
