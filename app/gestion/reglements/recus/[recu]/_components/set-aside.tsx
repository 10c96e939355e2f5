import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { resumeRecuAction, setAsideRecuAction } from "@/lib/reglements/actions.ts"

export const SetAsideSection = ({ id }: { id: string }) => (
  <Section title="Écarter ce paiement">
    <p className="max-w-measure text-muted">
      Il ne règle aucun titre de ce portail : un loyer, une subvention, une erreur du payeur. Il sort de la pile et peut
      être repris.
    </p>
    <Form action={setAsideRecuAction} hidden={{ recu: id }} aria-label="Écarter ce paiement">
      <TextField name="motif" label="Pourquoi l’écarter" maxLength={500} required />
      <div>
        <SubmitButton look="secondary" pending="Enregistrement…">
          Écarter ce paiement
        </SubmitButton>
      </div>
    </Form>
  </Section>
)

export const ResumeSection = ({ id }: { id: string }) => (
  <Form action={resumeRecuAction} hidden={{ recu: id }} aria-label="Reprendre ce paiement">
    <div>
      <SubmitButton look="secondary" pending="Enregistrement…">
        Reprendre ce paiement
      </SubmitButton>
    </div>
  </Form>
)
