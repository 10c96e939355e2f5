import type { Tx } from "@/lib/access/door.ts"
import { sql } from "@/lib/platform/db.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { Poste } from "../rules/analytique.ts"

/** A correction takes off what it takes off the titre, in the exercice of that titre. */
const FACTURE = sql`
  select l."pilierId", l."serviceId", t.volet, case t.nature when 'recette' then l."montantHt" else -l."montantHt" end as ht
  from titre t join titre_ligne l on l."collectiviteId" = t."collectiviteId" and l."titreId" = t.id
  left join titre o on o."collectiviteId" = t."collectiviteId" and o.id = t."corrigeId"`

/** Shared by all: what is of no service, or of a service that the membership covers. */
const MUTUALISE = sql`(s.mode is null or s.mode = 'inclus')`

/** Each pillar beside its budget, and the general costs last; the year's, and since the first year of the period. */
export const listPostes = (tx: Tx, exercice: number, debut: number): Promise<Poste[]> => tx.$queryRaw<Poste[]>`
  with depenses as (
    select d."pilierId", d.exercice, d."montantHt" as ht, ${MUTUALISE} as mutualise
    from depense d left join service s on s.id = d."serviceId" where d.exercice between ${debut}::int and ${exercice}::int
  ), facture as (
    select "pilierId", sum(ht)::bigint as ht from (${FACTURE} where coalesce(o.exercice, t.exercice) = ${exercice}::int) f
    where volet <> 'cotisation' or "pilierId" is not null group by 1
  ), postes as (
    select p.id as "pilierId", p.nom, p.rang::int, (select b.montant from budget b where b.niveau = 'pilier' and b."pilierNom" = p.nom limit 1) as budget
    from pilier p
    union all select null, 'Charges générales', 1000, null
  )
  select p."pilierId", p.nom, p.budget,
    coalesce(sum(d.ht) filter (where d.exercice = ${exercice}::int and d.mutualise), 0)::bigint as mutualise,
    coalesce(sum(d.ht) filter (where d.exercice = ${exercice}::int and not d.mutualise), 0)::bigint as refacturable,
    coalesce(sum(d.ht), 0)::bigint as cumul, coalesce(f.ht, 0)::bigint as facture
  from postes p left join depenses d on d."pilierId" is not distinct from p."pilierId"
  left join facture f on f."pilierId" is not distinct from p."pilierId"
  group by p."pilierId", p.nom, p.budget, p.rang, f.ht order by p.rang`

/** What the cotisations of the year amount to, corrections taken off. */
export async function sumCotisations(tx: Tx, exercice: number): Promise<Cents> {
  const [row] = await tx.$queryRaw<[{ total: Cents }]>`
    select coalesce(sum(ht), 0)::bigint as total from (${FACTURE} where coalesce(o.exercice, t.exercice) = ${exercice}::int) f
    where volet = 'cotisation' and "pilierId" is null`
  return row.total
}

export type ServicePoste = { id: string; nom: string; pilier: string; mode: string; depense: Cents; facture: Cents }

/** Services that cost or are billed this year. */
export const listServicesPostes = (tx: Tx, exercice: number): Promise<ServicePoste[]> => tx.$queryRaw<ServicePoste[]>`
  with depenses as (select "serviceId", sum("montantHt")::bigint as ht from depense where exercice = ${exercice}::int group by 1),
  facture as (select "serviceId", sum(ht)::bigint as ht from (${FACTURE} where coalesce(o.exercice, t.exercice) = ${exercice}::int) f group by 1)
  select s.id, s.nom, p.nom as pilier, s.mode, coalesce(d.ht, 0)::bigint as depense, coalesce(f.ht, 0)::bigint as facture
  from service s join pilier p on p.id = s."pilierId" left join depenses d on d."serviceId" = s.id left join facture f on f."serviceId" = s.id
  where d.ht is not null or f.ht is not null order by p.rang, s.nom`

export type Periode = { debut: number; fin: number; nom: string }

/** "2026-2029" → the years that the budget is for; null without a budget. */
export async function findPeriode(tx: Tx): Promise<Periode | null> {
  const row = await tx.budget.findFirst({ where: { niveau: "pilier" }, select: { periode: true } })
  const [debut, fin] = (row?.periode ?? "").split("-").map(Number)
  return row && debut && fin ? { debut, fin, nom: row.periode } : null
}
