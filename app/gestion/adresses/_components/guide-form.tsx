import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { guideAction } from "@/lib/bal/actions.ts"

export function GuideForm({ campagne }: { campagne?: string }) {
  return (
    <Form action={guideAction} hidden={campagne ? { campagne } : {}} aria-label="Ajouter un guide">
      <TextField name="titre" label="Titre du guide" maxLength={120} required />
      <TextareaField name="texte" label="Ce qu’il explique" required />
      <TextField name="url" type="url" label="Adresse du document" hint="Elle commence par https://." />
      <p>
        <SubmitButton look="secondary">Ajouter ce guide</SubmitButton>
      </p>
    </Form>
  )
}
