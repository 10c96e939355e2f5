import { ProlongeField } from "@/components/souscriptions/prolonge-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import type { OptionOfferte } from "@/lib/catalogue/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { askAvenantAction } from "@/lib/souscriptions/actions.ts"
import type { SouscriptionFile } from "@/lib/souscriptions/queries/file.ts"
import { isCounted } from "@/lib/souscriptions/rules/avenants.ts"
import { standing } from "@/lib/souscriptions/rules/options.ts"
import { ChangeFields } from "./change-fields.tsx"

type AskFormProps = {
  hidden: Readonly<Record<string, string>>
  souscription: SouscriptionFile
  offered: readonly OptionOfferte[]
  wished: CalendarDate
}

export function AskForm({ hidden, souscription, offered, wished }: AskFormProps) {
  const { quantite, prix, unite } = souscription
  const counted = isCounted(souscription)
  return (
    <Form
      action={askAvenantAction}
      hidden={counted ? hidden : { ...hidden, quantite: String(quantite) }}
      aria-label="Demander un changement"
    >
      <ChangeFields
        prix={prix}
        unite={unite}
        quantite={quantite}
        counted={counted}
        present={standing(souscription.options)}
        offered={offered}
      />
      <ProlongeField souscription={souscription} />
      <TextField
        name="effetLe"
        label="À partir du"
        hint="La date que vous souhaitez : l’avenant dira la sienne."
        type="date"
        defaultValue={wished}
        required
      />
      <TextareaField name="motif" label="Pourquoi ce changement" rows={2} required />
      <p className="text-muted">
        Ce qui coûte plus demande d’abord l’accord d’une personne élue, sauf sous le seuil fixé par l’opérateur. La page
        suivante reprend tout ; vous pourrez encore annuler.
      </p>
      <div>
        <SubmitButton pending="Envoi…">Envoyer la demande</SubmitButton>
      </div>
    </Form>
  )
}
