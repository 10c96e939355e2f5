import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import type { ColumnMatch } from "@/lib/platform/columns.ts"
import type { FormAction } from "@/lib/platform/form-state.ts"

export type ColumnsFormProps<Champ extends string> = {
  action: FormAction
  hidden: Record<string, string>
  entetes: readonly string[]
  correspondance: ColumnMatch<Champ>
  labels: Readonly<Record<Champ, string>>
  champs: readonly Champ[]
  required: readonly Champ[]
}

/** Which column is what: guessed from the titles, decided by the person. */
export function ColumnsForm<Champ extends string>(props: ColumnsFormProps<Champ>) {
  const { action, hidden, entetes, correspondance, labels, champs, required } = props
  const options = entetes.map((title, index) => ({
    value: String(index),
    label: title === "" ? `Colonne ${index + 1} (sans titre)` : title,
  }))
  return (
    <Form action={action} hidden={hidden} aria-label="Colonnes du fichier" className="max-w-5xl!">
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {champs.map((champ) => (
          <SelectField
            key={champ}
            name={`colonne-${champ}`}
            label={labels[champ]}
            options={options}
            empty="Le fichier ne le dit pas"
            defaultValue={correspondance[champ] === undefined ? "" : String(correspondance[champ])}
            required={required.includes(champ)}
          />
        ))}
      </div>
      <div>
        <SubmitButton look="secondary" pending="Relecture…">
          Relire avec ces colonnes
        </SubmitButton>
      </div>
    </Form>
  )
}
