import type { Tx } from "@/lib/access/door.ts"
import { BUDGET_NIVEAUX, type BudgetLigne } from "../rules/budget.ts"

/** With what stands on it: it does not go while something does. */
export type BudgetRow = BudgetLigne & { periode: string; depenses: number; engagements: number }

/** Pillars in the order of the catalogue, each before its actions, each of these before its parts. */
export async function listBudget(tx: Tx): Promise<BudgetRow[]> {
  return tx.$queryRaw<BudgetRow[]>`
    select b.id, b.niveau, b."pilierNom", b.action, b."sousAction", b.montant, b."moyensInternes", b.periode,
      (select count(*)::int from depense d where d."budgetId" = b.id) as depenses,
      (select count(*)::int from engagement_depense e where e."budgetId" = b.id) as engagements
    from budget b left join pilier p on p.nom = b."pilierNom" where b.niveau = any (${[...BUDGET_NIVEAUX]})
    order by p.rang, b."pilierNom", b.niveau <> 'pilier', b.action, b."sousAction" nulls first`
}

/** Pillars of the catalogue that the budget says nothing of yet. */
export const listSansBudget = (tx: Tx): Promise<{ nom: string }[]> => tx.$queryRaw<{ nom: string }[]>`
  select nom from pilier p where not exists (select from budget b where b.niveau = 'pilier' and b."pilierNom" = p.nom) order by rang`

/** The last year of the budgets that another one followed; null where this one is the first. */
export async function findDernierClos(tx: Tx): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ fin: number | null }[]>`
    select max(split_part(periode, '-', 2)::int) as fin from budget_clos`
  return row?.fin ?? null
}
