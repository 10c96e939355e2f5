import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import type { TarifEnVigueur } from "@/lib/catalogue/queries/published.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { prepareAction } from "@/lib/souscriptions/actions.ts"
import { QuantityField } from "./quantity-field.tsx"
import { RequestFields } from "./request-fields.tsx"

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
      <RequestFields contact={contact} wished={wished} counted={counted} />
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
