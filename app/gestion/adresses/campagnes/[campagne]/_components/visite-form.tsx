import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { visiteAction } from "@/lib/bal/actions.ts"
import type { CampagneCommune } from "@/lib/bal/queries/campagnes.ts"

export function VisiteForm({ campagne, communes }: { campagne: string; communes: readonly CampagneCommune[] }) {
  return (
    <Form action={visiteAction} hidden={{ campagne }} aria-label="Visite">
      <SelectField
        name="commune"
        label="Commune"
        options={communes.map(({ concerneId, nom }) => ({ value: concerneId, label: nom }))}
        required
      />
      <TextField name="prevue" type="date" label="Visite prévue le" />
      <TextField name="faite" type="date" label="Visite faite le" />
      <TextareaField name="note" label="Note" />
      <p>
        <SubmitButton>Enregistrer la visite</SubmitButton>
      </p>
    </Form>
  )
}
