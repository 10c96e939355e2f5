import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { type BudgetLigne, budgetName } from "@/lib/operateur/rules/budget.ts"
import { toEuros } from "@/lib/platform/money.ts"

/** What is said of a line, new or changed. */
export function LigneFields({ label, ligne }: { label: string; ligne?: BudgetLigne }) {
  const montant = ligne?.montant ?? null
  return (
    <>
      <TextField name="nom" label={label} required maxLength={160} defaultValue={ligne && budgetName(ligne)} />
      <TextField
        name="montant"
        label="Montant sur toute la période"
        hint="Ou bien « moyens internes », ci-dessous."
        unit="€"
        inputMode="decimal"
        className="max-w-60"
        defaultValue={montant === null ? undefined : toEuros(montant).replace(".", ",")}
      />
      <CheckboxField
        name="moyensInternes"
        label="Sur moyens internes"
        hint="Le travail des équipes, sans montant au budget."
        defaultChecked={ligne?.moyensInternes}
      />
    </>
  )
}
