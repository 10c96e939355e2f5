import { FileField } from "@/components/ui/file-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import type { DossierAdhesion } from "@/lib/adhesions/types.ts"
import type { FormState } from "@/lib/platform/form-state.ts"

type DeliberationFormProps = {
  action: (state: FormState, data: FormData) => Promise<FormState>
  hidden: Readonly<Record<string, string>>
  dossier: DossierAdhesion
}

export const DeliberationForm = ({ action, hidden, dossier }: DeliberationFormProps) => (
  <Section title="La délibération">
    <Form action={action} hidden={hidden} aria-label="La délibération">
      <TextField
        name="numero"
        label="Numéro de la délibération"
        hint="Par exemple 2026-12."
        defaultValue={dossier.deliberationNumero ?? ""}
        maxLength={60}
        required
      />
      <TextField
        name="le"
        label="Date du vote"
        type="date"
        defaultValue={dossier.deliberationLe ?? ""}
        className="max-w-60"
        required
      />
      <FileField
        name="fichier"
        label="Le document"
        hint={
          dossier.deliberationDocumentId
            ? "Un document est déjà déposé : choisissez-en un autre pour le remplacer."
            : "En PDF, 25 Mo au plus."
        }
        accept="application/pdf"
        required={dossier.deliberationDocumentId === null}
      />
      <div>
        <SubmitButton pending="Vérification du document…">Enregistrer la délibération</SubmitButton>
      </div>
    </Form>
  </Section>
)
