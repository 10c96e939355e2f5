import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { matchColumnsAction } from "@/lib/redevances/actions.ts"
import type { ImportFile } from "@/lib/redevances/queries/imports.ts"
import { CHAMP_LABELS, CHAMPS } from "@/lib/redevances/rules/fichier/colonnes.ts"

type ColumnsFormProps = { file: ImportFile; hidden: Record<string, string> }

/** Which column is what: guessed from the titles, decided by the person. */
export function ColumnsForm({ file: { entetes, correspondance }, hidden }: ColumnsFormProps) {
  const options = entetes.map((title, index) => ({
    value: String(index),
    label: title === "" ? `Colonne ${index + 1} (sans titre)` : title,
  }))
  return (
    <Form action={matchColumnsAction} hidden={hidden} aria-label="Colonnes du fichier" className="max-w-5xl!">
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {CHAMPS.map((champ) => (
          <SelectField
            key={champ}
            name={`colonne-${champ}`}
            label={CHAMP_LABELS[champ]}
            options={options}
            empty="Le fichier ne le dit pas"
            defaultValue={correspondance[champ] === undefined ? "" : String(correspondance[champ])}
            required={champ === "operateur"}
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
