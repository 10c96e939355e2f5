import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { cancelAction, cancelAvenantAction } from "@/lib/souscriptions/actions.ts"

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

/** As long as the operator has not answered. */
export const CancelAvenant = ({ target, demande }: { target: Readonly<Record<string, string>>; demande: string }) => (
  <Form action={cancelAvenantAction} hidden={{ ...target, demande }} aria-label="Annuler ce changement">
    <div>
      <SubmitButton look="danger" pending="Annulation…">
        Annuler ce changement
      </SubmitButton>
    </div>
  </Form>
)
