import { Thread } from "@/components/reglements/thread.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { askQuestionAction } from "@/lib/reglements/actions.ts"
import type { Message } from "@/lib/reglements/queries/questions.ts"

type Props = {
  collectivite: string
  titre: string
  nom: string
  operateur: string
  messages: readonly Message[]
  lignes: readonly { rang: number; libelle: string }[]
}

/** Kept with the titre: who comes after finds the question and its answer. */
export const Questions = ({ collectivite, titre, nom, operateur, messages, lignes }: Props) => (
  <div id="questions">
    <Section title="Vos questions sur ce titre">
      {messages.length > 0 ? <Thread messages={messages} operateur={operateur} collectivite={nom} /> : null}
      <Form action={askQuestionAction} hidden={{ collectivite, titre }} aria-label="Poser une question">
        <SelectField
          name="rang"
          label="Sur quoi porte votre question"
          options={lignes.map(({ rang, libelle }) => ({ value: String(rang), label: `Ligne ${rang} : ${libelle}` }))}
          empty="Le titre en entier"
        />
        <TextareaField
          name="texte"
          label="Votre question"
          hint="L’opérateur répond ici ; vous êtes prévenu par message. Poser une question ne suspend ni le délai de paiement ni les délais de recours."
          rows={4}
          maxLength={2000}
          required
        />
        <div>
          <SubmitButton look="secondary" pending="Envoi…">
            Envoyer la question
          </SubmitButton>
        </div>
      </Form>
    </Section>
  </div>
)
