import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import type { TarifEnVigueur } from "@/lib/catalogue/queries/published.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { prepareAction } from "@/lib/souscriptions/actions.ts"
import { QuantityField } from "./quantity-field.tsx"

type SubscribeFormProps = {
  hidden: Readonly<Record<string, string>>
  tarif: TarifEnVigueur | null
  /** What membership covers has no quantity. */
  counted: boolean
  approval: boolean
  contact: { nom: string; courriel: string }
  wished: CalendarDate
}

export function SubscribeForm({ hidden, tarif, counted, approval, contact, wished }: SubscribeFormProps) {
  return (
    <Form
      action={prepareAction}
      hidden={counted ? hidden : { ...hidden, quantite: "1" }}
      aria-label={approval ? "Souscription" : "Demande d’ouverture"}
    >
      {counted ? <QuantityField prix={tarif} unite={tarif?.unite ?? null} /> : null}
      <TextField
        name="dateSouhaitee"
        label="À partir de quand"
        hint="La date que vous souhaitez ; l’opérateur confirme la sienne."
        type="date"
        defaultValue={wished}
        required
      />
      <TextField name="contactNom" label="Qui contacter" defaultValue={contact.nom} autoComplete="name" required />
      <TextField
        name="contactCourriel"
        label="Son courriel"
        type="email"
        defaultValue={contact.courriel}
        autoComplete="email"
        required
      />
      <TextField name="contactTelephone" label="Son téléphone" type="tel" autoComplete="tel" />
      {counted ? (
        <>
          <TextField
            name="numeroEngagement"
            label="Numéro d’engagement"
            hint="S’il est déjà connu : il figurera sur le titre."
          />
          <TextField
            name="codeService"
            label="Code service"
            hint="Seulement si votre collectivité en utilise un dans Chorus Pro."
          />
        </>
      ) : null}
      <TextareaField name="note" label="Précisions pour l’opérateur" rows={3} />
      <p className="text-muted">
        {approval
          ? "En envoyant, vous demandez l’accord d’une personne élue. La page suivante reprend tout, avec le coût calculé ; vous pourrez encore annuler."
          : "En envoyant, vous demandez l’ouverture à l’opérateur. Vous pourrez encore annuler."}
      </p>
      <div>
        <SubmitButton pending="Envoi…">{approval ? "Envoyer pour accord" : "Demander l’ouverture"}</SubmitButton>
      </div>
    </Form>
  )
}
