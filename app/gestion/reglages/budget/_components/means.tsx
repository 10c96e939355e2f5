import { Amount } from "@/components/ui/amount.tsx"
import type { BudgetLigne } from "@/lib/operateur/rules/budget.ts"

/** The amount of a line, or what stands for one. */
export function Means({ ligne: { montant, moyensInternes } }: { ligne: BudgetLigne }) {
  if (montant !== null) return <Amount cents={montant} />
  return <span className="text-muted">{moyensInternes ? "moyens internes" : "pas encore fixé"}</span>
}
