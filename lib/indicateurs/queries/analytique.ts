import type { Tx } from "@/lib/access/door.ts"
import type { TarifMode } from "@/lib/catalogue/types.ts"
import { sql } from "@/lib/platform/db.ts"
import { type Cents, type Decimal, decimal } from "@/lib/platform/money.ts"
import { type Annee, computeAnalytique, type LigneBudget, type Poste } from "../rules/analytique.ts"

/** A correction takes off what it takes off the titre, in the exercice of that titre. */
export const FACTURE = sql`
  select l."pilierId", l."serviceId", t.volet = 'cotisation' and l."pilierId" is null as cotisation,
    coalesce(o.exercice, t.exercice)::int as exercice, case t.nature when 'recette' then l."montantHt" else -l."montantHt" end as ht
  from titre t join titre_ligne l on l."collectiviteId" = t."collectiviteId" and l."titreId" = t.id
  left join titre o on o."collectiviteId" = t."collectiviteId" and o.id = t."corrigeId"`

/** Shared by all: what is of no service, or of a service that the membership covers, and that no few members bear together. */
const MUTUALISE = sql`((s.mode is null or s.mode = 'inclus')
  and not exists (select from partage p where p."depenseId" = d.id and p.etat <> 'abandonne'))`

/** What is committed and not billed yet: an order takes its part of the budget until it is settled. */
export const RESTE_ENGAGE = sql`
  select e.exercice::int, e."pilierId", e."serviceId", e."budgetId", greatest(e."montantHt" - coalesce(sum(d."montantHt"), 0), 0)::bigint as ht
  from engagement_depense e left join depense d on d."engagementId" = e.id where e."soldeLe" is null group by e.id`

/** The budget of today and those before it, line by line: `id` is what expenses point to. */
export const BUDGETS = sql`
  (select id, periode, niveau, "pilierNom", action, "sousAction", montant, "moyensInternes", null::timestamptz as "closLe" from budget
  union all
  select "ligneId", periode, niveau, "pilierNom", action, "sousAction", montant, "moyensInternes", "closLe" from budget_clos)`

/** Each pillar beside its budget, and the general costs last; the year's, and since the first year of the period. */
export const listPostes = (tx: Tx, exercice: number, { debut, nom }: Depuis): Promise<Poste[]> => tx.$queryRaw<Poste[]>`
  with depenses as (
    select d."pilierId", d.exercice, d."montantHt" as ht, ${MUTUALISE} as mutualise
    from depense d left join service s on s.id = d."serviceId" where d.exercice between ${debut}::int and ${exercice}::int
  ), engages as (
    select "pilierId", sum(ht)::bigint as ht from (${RESTE_ENGAGE}) e where exercice between ${debut}::int and ${exercice}::int group by 1
  ), facture as (
    select "pilierId", sum(ht)::bigint as ht from (${FACTURE}) f where exercice = ${exercice}::int and not cotisation group by 1
  ), postes as (
    select p.id as "pilierId", p.nom, p.rang::int, (select b.montant from ${BUDGETS} b where b.niveau = 'pilier'
      and b."pilierNom" = p.nom and b.periode = ${nom} limit 1) as budget
    from pilier p
    union all select null, 'Charges générales', 1000, null
  )
  select p."pilierId", p.nom, p.budget,
    coalesce(sum(d.ht) filter (where d.exercice = ${exercice}::int and d.mutualise), 0)::bigint as mutualise,
    coalesce(sum(d.ht) filter (where d.exercice = ${exercice}::int and not d.mutualise), 0)::bigint as refacturable,
    coalesce(sum(d.ht), 0)::bigint as cumul, coalesce(e.ht, 0)::bigint as "resteEngage", coalesce(f.ht, 0)::bigint as facture
  from postes p left join depenses d on d."pilierId" is not distinct from p."pilierId"
  left join engages e on e."pilierId" is not distinct from p."pilierId"
  left join facture f on f."pilierId" is not distinct from p."pilierId"
  group by p."pilierId", p.nom, p.budget, p.rang, e.ht, f.ht order by p.rang`

/** Each action of the budget with what is committed and spent on it, its own parts included, then what is of no action. */
export const listActions = (tx: Tx, exercice: number, { debut, nom }: Depuis): Promise<LigneBudget[]> => tx.$queryRaw<
  LigneBudget[]
>`
  with dits as (
    select * from ${BUDGETS} b where b.periode = ${nom}
  ), mouvements as (
    select "pilierId", "budgetId", "montantHt" as depense, 0::bigint as reste from depense where exercice between ${debut}::int and ${exercice}::int
    union all
    select "pilierId", "budgetId", 0, ht from (${RESTE_ENGAGE}) e where exercice between ${debut}::int and ${exercice}::int
  ), lignes as (
    select a.id, p.id as "pilierId", a."pilierNom" as pilier, coalesce(a."sousAction", a.action) as nom, a."sousAction" is not null as partie,
      a.montant as budget, a."moyensInternes", p.rang, a.action, a."sousAction",
      array(select b.id from dits b where b.id = a.id or (a.niveau = 'action' and b.niveau = 'sous_action'
        and b."pilierNom" = a."pilierNom" and b.action = a.action)) as ids
    from dits a join pilier p on p.nom = a."pilierNom" where a.niveau in ('action', 'sous_action')
  ), sommes as (
    select l.id, l."pilierId", l.pilier, l.nom, l.partie, l.budget, l."moyensInternes", coalesce(sum(m.depense), 0)::bigint as depense,
      coalesce(sum(m.reste), 0)::bigint as "resteEngage", l.rang, l.action, l."sousAction"
    from lignes l left join mouvements m on m."budgetId" = any(l.ids)
    group by l.id, l."pilierId", l.pilier, l.nom, l.partie, l.budget, l."moyensInternes", l.rang, l.action, l."sousAction"
    union all
    select null, m."pilierId", coalesce(p.nom, 'Charges générales'), 'Sans action du budget', false, null, false, sum(m.depense)::bigint,
      sum(m.reste)::bigint, coalesce(p.rang, 1000), null, null
    from mouvements m left join pilier p on p.id = m."pilierId" where m."budgetId" is null group by m."pilierId", p.nom, p.rang
  )
  select id, "pilierId", pilier, nom, partie, budget, "moyensInternes", depense, "resteEngage"
  from sommes order by rang, action nulls last, "sousAction" nulls first`

/** Year after year, each pillar: committed, spent, billed to the members. */
export const listAnnees = (tx: Tx, debut: number, fin: number): Promise<Annee[]> => tx.$queryRaw<Annee[]>`
  with mouvements as (
    select exercice::int, "pilierId", "montantHt" as depense, 0::bigint as reste, 0::bigint as facture, 0::bigint as cotisation from depense
    union all select exercice, "pilierId", 0, ht, 0, 0 from (${RESTE_ENGAGE}) e
    union all select exercice, "pilierId", 0, 0, case when cotisation then 0 else ht end, case when cotisation then ht else 0 end from (${FACTURE}) f
  ), postes as (
    select id as "pilierId", nom, rang::int from pilier union all select null, 'Charges générales', 1000
  )
  select a.exercice::int, p."pilierId", p.nom, coalesce(sum(m.depense), 0)::bigint as depense, coalesce(sum(m.reste), 0)::bigint as "resteEngage",
    coalesce(sum(m.facture), 0)::bigint as facture, coalesce(sum(m.cotisation), 0)::bigint as cotisation
  from generate_series(${debut}::int, ${fin}::int) a(exercice) cross join postes p
  left join mouvements m on m.exercice = a.exercice and m."pilierId" is not distinct from p."pilierId"
  group by a.exercice, p."pilierId", p.nom, p.rang order by a.exercice, p.rang`

/** What the cotisations of the year amount to, corrections taken off. */
export async function sumCotisations(tx: Tx, exercice: number): Promise<Cents> {
  const [row] = await tx.$queryRaw<[{ total: Cents }]>`
    select coalesce(sum(ht), 0)::bigint as total from (${FACTURE}) f where exercice = ${exercice}::int and cotisation`
  return row.total
}

export type ServicePoste = {
  slug: string
  nom: string
  pilier: string
  mode: TarifMode
  exercice: number
  depense: Cents
  /** Of it, what is shared by all. */
  mutualise: Cents
  resteEngage: Cents
  /** What the validated sharings of its cost add to it: personnel and general charges. */
  quotePart: Cents
  facture: Cents
}

/** Services that cost or are billed in these years, one row a year; or one of them, whatever it costs. */
export const listServicesPostes = (
  tx: Tx,
  { debut, fin, slug }: { debut: number; fin: number; slug?: string },
): Promise<ServicePoste[]> => tx.$queryRaw<ServicePoste[]>`
  with mouvements as (
    select d.exercice::int, d."serviceId", d."montantHt" as depense, case when ${MUTUALISE} then d."montantHt" else 0 end as mutualise,
      0::bigint as reste, 0::bigint as quote, 0::bigint as facture
    from depense d join service s on s.id = d."serviceId"
    union all select exercice, "serviceId", 0, 0, ht, 0, 0 from (${RESTE_ENGAGE}) e where "serviceId" is not null
    union all select exercice::int, "serviceId", 0, 0, 0, montant - cout, 0 from partage where etat in ('valide', 'facture')
    union all select exercice, "serviceId", 0, 0, 0, 0, ht from (${FACTURE}) f where "serviceId" is not null
  )
  select s.slug, s.nom, p.nom as pilier, s.mode, a.exercice::int, coalesce(sum(m.depense), 0)::bigint as depense,
    coalesce(sum(m.mutualise), 0)::bigint as mutualise, coalesce(sum(m.reste), 0)::bigint as "resteEngage",
    coalesce(sum(m.quote), 0)::bigint as "quotePart", coalesce(sum(m.facture), 0)::bigint as facture
  from service s join pilier p on p.id = s."pilierId" cross join generate_series(${debut}::int, ${fin}::int) a(exercice)
  left join mouvements m on m."serviceId" = s.id and m.exercice = a.exercice
  where ${slug ? sql`s.slug = ${slug}` : sql`m."serviceId" is not null`}
  group by s.id, s.slug, s.nom, p.nom, p.rang, s.mode, a.exercice order by p.rang, s.nom, a.exercice`

/** Percent of mutualised costs that members bear. */
export const findPartMembres = async (tx: Tx): Promise<Decimal> =>
  decimal((await tx.operateur.findFirstOrThrow({ select: { partMembres: true } })).partMembres.toString())

export type Periode = { debut: number; fin: number; nom: string; closLe: Date | null }
/** The first year that counts, and the budget it is set beside. */
type Depuis = Pick<Periode, "debut" | "nom">

/** The budget whose years hold this one; where none does, that of today. Null without a budget. */
export async function findPeriode(tx: Tx, exercice: number): Promise<Periode | null> {
  const [row] = await tx.$queryRaw<Periode[]>`
    select * from (select distinct periode as nom, split_part(periode, '-', 1)::int as debut, split_part(periode, '-', 2)::int as fin, "closLe"
      from ${BUDGETS} b where niveau = 'pilier') p
    order by ${exercice}::int between debut and fin desc, "closLe" is null desc limit 1`
  return row ?? null
}

/** All that the page of the accounts shows of an exercice, and what its files hold. */
export async function findAnalytique(tx: Tx, exercice: number) {
  const periode = await findPeriode(tx, exercice)
  const debut = Math.min(periode?.debut ?? exercice, exercice)
  const depuis = { debut, nom: periode?.nom ?? "" }
  const partMembres = await findPartMembres(tx)
  const cotisations = await sumCotisations(tx, exercice)
  return {
    ...{ periode, debut, cotisations, partMembres },
    analytique: computeAnalytique(await listPostes(tx, exercice, depuis), cotisations, partMembres),
    actions: await listActions(tx, exercice, depuis),
    annees: await listAnnees(tx, debut, Math.max(periode?.fin ?? exercice, exercice)),
    services: await listServicesPostes(tx, { debut: exercice, fin: exercice }),
  }
}
