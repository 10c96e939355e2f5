import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { answerConsultationAction } from "@/lib/consultations/actions.ts"
import { AVIS, AVIS_LABELS, type MaConsultation } from "@/lib/consultations/types.ts"

type AnswerFormProps = { collectivite: string; consultation: MaConsultation }

/** The same form to answer and to change one's mind. */
export function AnswerForm({ collectivite, consultation: { id, titre, choix, reponse } }: AnswerFormProps) {
  return (
    <Form action={answerConsultationAction} hidden={{ collectivite, consultation: id }} aria-label={titre}>
      <RadioField
        name="avis"
        legend="Votre réponse"
        options={AVIS.map((value) => ({ value, label: AVIS_LABELS[value] }))}
        defaultValue={reponse?.avis}
      />
      {choix.length > 0 ? (
        <fieldset className="grid gap-1">
          <legend className="font-semibold">Ce qui vous servirait</legend>
          {choix.map((label, at) => (
            <CheckboxField
              key={label}
              name={`choix_${at + 1}`}
              label={label}
              defaultChecked={reponse?.choix.includes(label) ?? false}
            />
          ))}
        </fieldset>
      ) : null}
      <TextareaField
        name="commentaire"
        label="À préciser"
        hint="Ce que vous faites aujourd’hui, ce qui vous manque."
        rows={3}
        defaultValue={reponse?.commentaire ?? ""}
      />
      <div>
        <SubmitButton pending="Envoi…">{reponse ? "Changer ma réponse" : "Répondre"}</SubmitButton>
      </div>
    </Form>
  )
}
