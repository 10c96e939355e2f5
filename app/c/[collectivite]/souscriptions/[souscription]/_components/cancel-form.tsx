import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { cancelAction } from "@/lib/souscriptions/actions.ts"

export const CancelForm = ({ target }: { target: Readonly<Record<string, string>> }) => (
  <Section title="Annuler cette demande">
    <p className="max-w-measure">Tant que rien n’est approuvé, vous pouvez l’annuler. Elle reste dans l’historique.</p>
    <Form action={cancelAction} hidden={target} aria-label="Annuler cette demande">
      <div>
        <SubmitButton look="danger" pending="Annulation…">
          Annuler la demande
        </SubmitButton>
      </div>
    </Form>
  </Section>
)
