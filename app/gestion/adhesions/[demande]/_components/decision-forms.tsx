import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { acceptAction, declineAction, takeUpAction } from "@/lib/adhesions/actions.ts"

type DecisionFormsProps = { id: string; taken: boolean; acceptable: boolean }

export function DecisionForms({ id, taken, acceptable }: DecisionFormsProps) {
  const hidden = { demande: id }
  return (
    <>
      {taken ? null : (
        <Section title="Prendre en charge">
          <p>Les autres agents verront que vous répondez à cette demande.</p>
          <Form action={takeUpAction} hidden={hidden} aria-label="Prendre en charge">
            <p>
              <SubmitButton look="secondary">Prendre la demande en charge</SubmitButton>
            </p>
          </Form>
        </Section>
      )}
      {acceptable ? (
        <Section title="Accepter">
          <p className="max-w-measure">
            Un dossier d’adhésion s’ouvre. La collectivité devient adhérente quand la charte est signée des deux
            parties.
          </p>
          <Form action={acceptAction} hidden={hidden} aria-label="Accepter">
            <p>
              <SubmitButton>Accepter et ouvrir le dossier</SubmitButton>
            </p>
          </Form>
        </Section>
      ) : null}
      <Section title="Refuser">
        <Form action={declineAction} hidden={hidden} aria-label="Refuser">
          <TextareaField name="motif" label="Motif" maxLength={1000} rows={3} required />
          <p>
            <SubmitButton look="danger">Refuser la demande</SubmitButton>
          </p>
        </Form>
      </Section>
    </>
  )
}
