import { Form } from "@/components/ui/form.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { sourceAction } from "@/lib/bal/actions.ts"
import { FREQUENCES } from "@/lib/bal/schema.ts"

const OPTIONS = Object.entries(FREQUENCES).map(([value, label]) => ({ value, label }))

type Props = { collectivite: string; source: { url: string; frequence: string } | null }

export function SourceForm({ collectivite, source }: Props) {
  return (
    <Form action={sourceAction} hidden={{ collectivite }} aria-label="Adresse du fichier">
      <TextField
        name="url"
        type="url"
        label="Adresse (URL) du fichier CSV"
        hint="Une adresse publique, qui commence par https://. Elle est dans votre outil, à la rubrique « Télécharger » ou « Partager »."
        defaultValue={source?.url}
        required
      />
      <RadioField name="frequence" legend="Relever" options={OPTIONS} defaultValue={source?.frequence ?? "semaine"} />
      <p>
        <SubmitButton>Enregistrer et relever</SubmitButton>
      </p>
    </Form>
  )
}
