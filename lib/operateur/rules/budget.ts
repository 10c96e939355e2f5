import { fold, formatAmount } from "@/lib/platform/format.ts"
import { type Cents, sum } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"

export const BUDGET_NIVEAUX = ["pilier", "action", "sous_action"] as const
export type BudgetNiveau = (typeof BUDGET_NIVEAUX)[number]

/** A pillar, one of its actions, or a part of an action; of one amount over the period, or of internal means. */
export type BudgetLigne = {
  id: string
  niveau: BudgetNiveau
  pilierNom: string
  /** Of a pillar, what its budget is called. */
  action: string | null
  sousAction: string | null
  montant: Cents | null
  moyensInternes: boolean
}

export const budgetName = ({ action, sousAction, pilierNom }: BudgetLigne): string => sousAction ?? action ?? pilierNom

/** What a line is a part of. */
export const parentOf = (ligne: BudgetLigne, lignes: readonly BudgetLigne[]): BudgetLigne | null =>
  lignes.find((other) => isPartOf(ligne, other)) ?? null

export const partsOf = (ligne: BudgetLigne, lignes: readonly BudgetLigne[]): BudgetLigne[] =>
  lignes.filter((other) => isPartOf(other, ligne))

function isPartOf(part: BudgetLigne, whole: BudgetLigne): boolean {
  if (part.pilierNom !== whole.pilierNom) return false
  if (part.niveau === "action") return whole.niveau === "pilier"
  return part.niveau === "sous_action" && whole.niveau === "action" && part.action === whole.action
}

const partsSum = (lignes: readonly BudgetLigne[]): Cents => sum(lignes.map(({ montant }) => montant ?? 0n))

type Refusal = "budget-existant" | "budget-depasse" | "budget-parties" | "budget-interne"

/** A name once beside its like; parts never make more than the whole, where the whole has an amount. */
export function checkBudgetLigne(ligne: BudgetLigne, lignes: readonly BudgetLigne[]): Result<void, Refusal> {
  const others = lignes.filter(({ id }) => id !== ligne.id)
  const parent = parentOf(ligne, others)
  const like = parent ? partsOf(parent, others) : []
  if (like.some((other) => fold(budgetName(other)) === fold(budgetName(ligne)))) return refuse("budget-existant")
  // Under its name of before: its parts follow it to the new one.
  const before = lignes.find(({ id }) => id === ligne.id)
  const parts = before ? partsSum(partsOf(before, others)) : 0n
  if (parts > (ligne.moyensInternes ? 0n : (ligne.montant ?? parts)))
    return refuse("budget-parties", { montant: formatAmount(parts) })
  if (!parent || ligne.montant === null || ligne.montant === 0n) return ok(undefined)
  if (parent.moyensInternes) return refuse("budget-interne", { nom: budgetName(parent) })
  if (parent.montant === null) return ok(undefined)
  const left = parent.montant - partsSum(like)
  return ligne.montant > left
    ? refuse("budget-depasse", {
        ...{ nom: budgetName(parent), enveloppe: formatAmount(parent.montant) },
        reste: formatAmount(left > 0n ? left : 0n),
      })
    : ok(undefined)
}
