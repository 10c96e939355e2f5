import { Thread } from "@/components/reglements/thread.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { answerQuestionAction } from "@/lib/reglements/actions.ts"
import type { Message } from "@/lib/reglements/queries/questions.ts"

type Props = { id: string; messages: readonly Message[]; operateur: string; collectivite: string; allowed: boolean }

export const QuestionsSection = ({ id, messages, operateur, collectivite, allowed }: Props) => (
  <div id="questions">
    <Section title="Questions de la collectivité">
      {messages.length > 0 ? (
        <>
          <Thread messages={messages} operateur={operateur} collectivite={collectivite} />
          {allowed ? (
            <Form action={answerQuestionAction} hidden={{ titre: id }} aria-label="Répondre à la collectivité">
              <TextareaField
                name="texte"
                label="Votre réponse"
                hint="Elle reste avec le titre ; la personne qui a posé la question est prévenue."
                rows={4}
                maxLength={4000}
                required
              />
              <div>
                <SubmitButton pending="Envoi…">Répondre</SubmitButton>
              </div>
            </Form>
          ) : null}
        </>
      ) : (
        <p className="text-muted">Aucune question n’a été posée sur ce titre.</p>
      )}
    </Section>
  </div>
)
