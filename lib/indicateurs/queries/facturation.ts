import type { Tx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { sql } from "@/lib/platform/db.ts"
import type { Cents } from "@/lib/platform/money.ts"
import { DEPART, FACTS_AT_ONCE, RESTE, situationIs } from "@/lib/titres/queries/situation.ts"
import type { TitreVolet } from "@/lib/titres/types.ts"

type Figure = { nombre: number; montant: Cents }
export type FacturationFigures = {
  emis: Figure
  aEnvoyer: Figure
  partis: Figure
  refuses: Figure
  payes: Figure
  retard: Figure
  corriges: Figure
  dus: Figure
  credits: Figure
  aFacturer: Figure
  /** The exercice before, to compare. */
  avant: Figure
  regle: Cents
}

const CONDITIONS = (day: CalendarDate) => ({
  emis: sql`t.nature = 'recette'`,
  aEnvoyer: sql`${DEPART} = 'a_envoyer'`,
  partis: sql`${DEPART} = 'parti'`,
  refuses: sql`${DEPART} = 'refuse'`,
  payes: situationIs("paye", day),
  retard: situationIs("retard", day),
  corriges: situationIs("corrige", day),
  dus: situationIs("du", day),
  credits: situationIs("credit", day),
})

/** What each figure sums beside its count: what was billed, what was taken back, or what remains. */
const AMOUNTS: Partial<Record<Name, typeof RESTE>> = {
  corriges: sql`k.corrige`,
  retard: RESTE,
  dus: RESTE,
  credits: RESTE,
  payes: sql`r.regle`,
}

type Name = keyof ReturnType<typeof CONDITIONS>

/** A whole exercice in one statement, by the very conditions of the list that each figure opens. */
export async function findFacturation(tx: Tx, exercice: number, day: CalendarDate): Promise<FacturationFigures> {
  const conditions = CONDITIONS(day)
  const one = (name: Name) => {
    const amount = AMOUNTS[name] ?? sql`t."montantTtc"`
    return sql`json_build_object('nombre', count(*) filter (where ${conditions[name]}),
      'montant', coalesce(sum(${amount}) filter (where ${conditions[name]}), 0)::bigint::text)`
  }
  const [row] = await tx.$queryRaw<[Record<keyof FacturationFigures, { nombre: number; montant: string }>]>`
    with annee as (
      select ${one("emis")} as emis, ${one("aEnvoyer")} as "aEnvoyer", ${one("partis")} as partis, ${one("refuses")} as refuses,
        ${one("payes")} as payes, ${one("retard")} as retard, ${one("corriges")} as corriges, ${one("dus")} as dus,
        ${one("credits")} as credits, json_build_object('nombre', 0, 'montant', coalesce(sum(r.regle), 0)::bigint::text) as regle
      from titre t ${FACTS_AT_ONCE} where t.exercice = ${exercice}::int
    ), attente as (
      select json_build_object('nombre', count(*), 'montant', coalesce(sum(montant), 0)::bigint::text) as "aFacturer"
      from (${attente(exercice)}) a
    ), passee as (
      select json_build_object('nombre', count(*), 'montant', coalesce(sum("montantTtc"), 0)::bigint::text) as avant
      from titre where exercice = ${exercice}::int - 1 and nature = 'recette'
    )
    select * from annee, attente, passee`
  const figures = Object.fromEntries(
    Object.entries(row).map(([name, { nombre, montant }]) => [name, { nombre, montant: BigInt(montant) }]),
  ) as Record<keyof FacturationFigures, Figure> // fromEntries forgets its keys: they are those of the row.
  return { ...figures, regle: figures.regle.montant }
}

/** Years that hold titres or a campaign, newest first; the present one always. */
export async function listExercices(tx: Tx, year: number): Promise<number[]> {
  const rows = await tx.$queryRaw<{ exercice: number }[]>`
    select exercice::int from titre union select exercice::int from campagne where etat <> 'abandonnee' union select ${year}::int
    order by 1 desc`
  return rows.map(({ exercice }) => exercice)
}

export type BordereauRow = {
  bordereau: number
  genre: "ordinaire" | "annulation" | "mandat"
  serie: string
  titres: number
  montant: Cents
  aEnvoyer: number
  refuses: number
}

/** Whether a titre waits to leave, or was refused; a mandat on account 673 by what became of it in the accounting software. */
const WAITS = sql`case when t."surExerciceClos" then g.etat is null else ${DEPART} = 'a_envoyer' end`
const REFUSED = sql`case when t."surExerciceClos" then g.etat = 'rejete' else ${DEPART} = 'refuse' end`

/** The bordereaux of an exercice: titres, corrections, and mandats on account 673. */
export const listBordereaux = (tx: Tx, exercice: number, limit = 200): Promise<BordereauRow[]> => tx.$queryRaw<
  BordereauRow[]
>`
  select t.bordereau, case when t."surExerciceClos" then 'mandat' when t.nature = 'recette' then 'ordinaire' else 'annulation' end as genre,
    string_agg(distinct t.serie, ', ') as serie, count(*)::int as titres, sum(t."montantTtc")::bigint as montant,
    count(*) filter (where ${WAITS})::int as "aEnvoyer", count(*) filter (where ${REFUSED})::int as refuses
  from titre t ${FACTS_AT_ONCE}
  left join (select distinct on ("collectiviteId", "titreId") "collectiviteId", "titreId", etat::text from passage_mandat
    order by "collectiviteId", "titreId", "creeLe" desc, id desc) g on g."collectiviteId" = t."collectiviteId" and g."titreId" = t.id
  where t.exercice = ${exercice}::int group by 1, 2 order by 2, 1 desc limit ${limit}::int`

export type AFacturerRow = {
  id: string
  collectivitePublicId: string
  nom: string
  /** The campaign that has the line, or the shared cost whose share no campaign asks for. */
  campagneId: string | null
  partageId: string | null
  source: string
  /** Of the campaign; null for a share. */
  etat: "brouillon" | "a_approuver" | "approuvee" | "en_emission" | null
  volet: TitreVolet
  montant: Cents
}

/**
 * What waits for its titre: lines that campaigns of this exercice prepared and did not issue, and shares of validated costs
 * that none of these lines asks for (no campaign yet, or one that left their payer out), with their tax.
 */
const attente = (exercice: number) => sql`
  select l.id, l."collectiviteId", c.id as "campagneId", null::uuid as "partageId", c.libelle as source, c.etat::text, l.volet::text, l.montant
  from campagne_ligne l join campagne c on c.id = l."campagneId"
  where c.exercice = ${exercice}::int and ${PREPARED} and ${EXPECTED} and not exists (select from titre t
    where t."collectiviteId" = l."collectiviteId" and t."campagneId" = l."campagneId" and t.volet = l.volet)
  union all
  select q.id, q."payeurId", null, k.id, k.libelle, null,
    case k."categorieTva" when 'O' then 'cotisation' when 'E' then 'services_exoneres' else 'services_taxes' end,
    q.montant + round(q.montant * k."tauxTva" / 100)::bigint
  from partage k join partage_part q on q."partageId" = k.id
  where k.exercice = ${exercice}::int and k.etat = 'valide' and q."titreRef" is null and q.montant > 0 and not exists (
    select from campagne_detail d join campagne_ligne l on l."collectiviteId" = d."collectiviteId" and l.id = d."ligneId"
    join campagne c on c.id = l."campagneId"
    where d.origine = 'partage/' || k.id and d."beneficiaireId" = q."collectiviteId" and ${PREPARED} and ${EXPECTED})`
const PREPARED = sql`c.etat in ('brouillon', 'a_approuver', 'approuvee', 'en_emission')`
const EXPECTED = sql`l.montant > 0 and l.decision is distinct from 'exclure'`

export const A_FACTURER_PER_PAGE = 50

/** One page of what waits, the largest first. */
export const listAFacturer = (
  tx: Tx,
  exercice: number,
  page: number,
  limit = A_FACTURER_PER_PAGE,
): Promise<AFacturerRow[]> => tx.$queryRaw<AFacturerRow[]>`
  select a.id, co."publicId" as "collectivitePublicId", co.nom, a."campagneId", a."partageId", a.source, a.etat, a.volet, a.montant
  from (${attente(exercice)}) a join collectivite co on co.id = a."collectiviteId"
  order by a.montant desc, co."nomPlie", a.id limit ${limit}::int offset ${(page - 1) * limit}::int`
