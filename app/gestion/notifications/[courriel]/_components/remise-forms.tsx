import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { recordReturnAction, sendAgainAction, settleAction } from "@/lib/notifications/actions.ts"
import type { RemiseFile } from "@/lib/notifications/queries/remises.ts"
import { remiseOf } from "@/lib/notifications/rules.ts"

/** What can be done now, and only that. */
export function RemiseForms({ remise }: { remise: RemiseFile }) {
  const hidden = { courriel: remise.id }
  switch (remiseOf(remise)) {
    case "non-notifiee":
      return (
        <>
          <Section title="Envoyer à nouveau">
            <p className="max-w-measure">
              À la même adresse. Si elle est fausse, corrigez d’abord{" "}
              <a href={`/gestion/collectivites/${remise.publicId}`}>la fiche</a> : les prochains avis iront à la bonne.
            </p>
            <Form action={sendAgainAction} hidden={hidden} aria-label="Envoyer à nouveau">
              <div>
                <SubmitButton look="secondary" pending="Un instant…">
                  Envoyer à nouveau
                </SubmitButton>
              </div>
            </Form>
          </Section>
          <Section title="Avertie autrement">
            <Form action={settleAction} hidden={hidden} aria-label="Avertie autrement">
              <TextareaField
                name="note"
                label="Comment et quand la collectivité a-t-elle été avertie ?"
                hint="Gardé avec l’avis. Par exemple : lettre recommandée du 24 novembre, reçue le 26."
                rows={2}
                required
              />
              <div>
                <SubmitButton pending="Enregistrement…">Noter que la collectivité est avertie</SubmitButton>
              </div>
            </Form>
          </Section>
        </>
      )
    case "remise":
      return (
        <Section title="Revenu à l’expéditeur ?">
          <Form action={recordReturnAction} hidden={hidden} aria-label="Signaler son retour">
            <div>
              <SubmitButton look="danger" pending="Enregistrement…">
                Ce courriel nous est revenu
              </SubmitButton>
            </div>
          </Form>
        </Section>
      )
    default:
      return null
  }
}
