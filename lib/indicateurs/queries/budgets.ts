import type { Tx } from "@/lib/access/door.ts"
import type { Cents } from "@/lib/platform/money.ts"
import { BUDGETS, FACTURE, type Periode, RESTE_ENGAGE } from "./analytique.ts"

export type BudgetPeriode = Periode & {
  /** Of its pillars; lines of internal means add nothing. */
  budget: Cents
  depense: Cents
  resteEngage: Cents
  /** Services billed to the members over its years, and their cotisations; corrections taken off. */
  facture: Cents
  cotisation: Cents
}

/** Every budget there was, the newest first, beside what its years cost and what was billed then. */
export const listBudgets = (tx: Tx): Promise<BudgetPeriode[]> => tx.$queryRaw<BudgetPeriode[]>`
  with periodes as (
    select periode as nom, split_part(periode, '-', 1)::int as debut, split_part(periode, '-', 2)::int as fin, max("closLe") as "closLe",
      coalesce(sum(montant) filter (where niveau = 'pilier'), 0)::bigint as budget
    from ${BUDGETS} b group by periode
  )
  select p.*,
    (select coalesce(sum("montantHt"), 0)::bigint from depense where exercice between p.debut and p.fin) as depense,
    (select coalesce(sum(e.ht), 0)::bigint from (${RESTE_ENGAGE}) e where e.exercice between p.debut and p.fin) as "resteEngage",
    f.facture, f.cotisation
  from periodes p, lateral (
    select coalesce(sum(ht) filter (where not cotisation), 0)::bigint as facture, coalesce(sum(ht) filter (where cotisation), 0)::bigint as cotisation
    from (${FACTURE}) b where b.exercice between p.debut and p.fin) f
  order by p.debut desc`
