import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { askDepannageAction } from "@/lib/depannages/actions.ts"
import type { Depannable } from "@/lib/depannages/queries/depannages.ts"

type AskFormProps = { collectivite: string; depannable: Depannable; poste?: string; contact: string }

export function AskForm({ collectivite, depannable, poste, contact }: AskFormProps) {
  const { souscriptionId, service, postes } = depannable
  return (
    <Form
      action={askDepannageAction}
      hidden={{ collectivite, souscription: souscriptionId }}
      aria-label={`Demander un dépannage : ${service}`}
    >
      <SelectField
        name="poste"
        label="Poste"
        options={postes.map(({ id, nom, numero }) => ({ value: id, label: `${nom} (n° ${numero})` }))}
        empty="Aucun en particulier"
        defaultValue={postes.some(({ id }) => id === poste) ? poste : ""}
      />
      <TextareaField
        name="objet"
        label="Ce qui ne marche pas"
        hint="Ce que vous faisiez, ce qui s’affiche, depuis quand."
        rows={4}
        required
      />
      <CheckboxField name="bloquant" label="Personne ne peut travailler en attendant" />
      <TextField name="contactNom" label="Qui joindre" defaultValue={contact} autoComplete="name" required />
      <TextField name="contactTelephone" label="À quel numéro" type="tel" autoComplete="tel" required />
      <div>
        <SubmitButton pending="Envoi…">Envoyer au prestataire</SubmitButton>
      </div>
    </Form>
  )
}
