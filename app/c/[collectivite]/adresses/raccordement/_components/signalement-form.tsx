import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { signalementAction } from "@/lib/bal/actions.ts"
import { SIGNALEMENT_GENRES } from "@/lib/bal/types.ts"

const OPTIONS = Object.entries(SIGNALEMENT_GENRES).map(([value, label]) => ({ value, label }))

export function SignalementForm({ collectivite }: { collectivite: string }) {
  return (
    <Form action={signalementAction} hidden={{ collectivite }} aria-label="Déclarer un problème">
      <SelectField name="genre" label="Nature du problème" options={OPTIONS} required />
      <TextField
        name="adresse"
        label="Adresse ou endroit"
        hint="Par exemple : 12 rue du Lavoir, devant le portail."
        maxLength={200}
        required
      />
      <TextareaField name="precisions" label="Ce que vous savez" hint="Date du constat, ce que le technicien a dit…" />
      <TextField name="contact" label="Qui peut montrer l’endroit" maxLength={200} />
      <p>
        <SubmitButton>Déclarer ce problème</SubmitButton>
      </p>
    </Form>
  )
}
