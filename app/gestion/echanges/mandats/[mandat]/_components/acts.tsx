import { Form } from "@/components/ui/form.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { answerMandatAction, passMandatAction } from "@/lib/echanges/actions.ts"
import type { MandatFile } from "@/lib/echanges/queries/mandats.ts"
import type { MandatEtat } from "@/lib/echanges/types.ts"
import { today } from "@/lib/platform/dates.ts"

export const PassForm = ({ mandat: { id, etat, numeroPasse, bordereauPasse } }: { mandat: MandatFile }) => (
  <Section title={etat === "passe" ? "Rectifier le numéro" : "Le mandat est passé"}>
    <p className="max-w-measure text-muted">
      {etat === "passe"
        ? "Si le numéro a été mal recopié. L’ancien reste au suivi."
        : "Passez le mandat dans votre logiciel comptable, joignez-lui le certificat et le justificatif, puis dites ici sous quel numéro."}
    </p>
    <Form action={passMandatAction} hidden={{ mandat: id }} aria-label="Enregistrer le passage du mandat">
      <TextField
        name="numero"
        label="Numéro du mandat dans le logiciel comptable"
        defaultValue={numeroPasse ?? ""}
        maxLength={20}
        autoComplete="off"
        required
      />
      <TextField
        name="bordereau"
        label="Numéro du bordereau"
        defaultValue={bordereauPasse ?? ""}
        maxLength={20}
        autoComplete="off"
      />
      <TextField name="le" label="Passé le" type="date" defaultValue={today()} required />
      <div>
        <SubmitButton look={etat === "passe" ? "secondary" : "primary"} pending="Enregistrement…">
          {etat === "passe" ? "Rectifier" : "Enregistrer le passage"}
        </SubmitButton>
      </div>
    </Form>
  </Section>
)

const REPONSES = [
  { value: "pris_en_charge", label: "Il le prend en charge" },
  { value: "rejete", label: "Il le rejette", hint: "Le mandat sera à passer de nouveau." },
]

/** Once taken in charge, only a late refusal is left to say. */
export const AnswerForm = ({ id, etat }: { id: string; etat: MandatEtat }) => (
  <Section title="Réponse du comptable">
    <Form action={answerMandatAction} hidden={{ mandat: id }} aria-label="Enregistrer la réponse du comptable">
      <RadioField
        name="reponse"
        legend="Que répond le comptable ?"
        options={etat === "passe" ? REPONSES : REPONSES.slice(1)}
      />
      <TextField name="le" label="Répondu le" type="date" defaultValue={today()} required />
      <TextareaField name="motif" label="Pourquoi il le rejette" hint="À remplir pour un rejet." rows={3} conditional />
      <div>
        <SubmitButton pending="Enregistrement…">Enregistrer la réponse</SubmitButton>
      </div>
    </Form>
  </Section>
)
