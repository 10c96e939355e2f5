import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import type { TarifEnVigueur } from "@/lib/catalogue/queries/published.ts"
import type { OptionOfferte } from "@/lib/catalogue/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { prepareAction } from "@/lib/souscriptions/actions.ts"
import { CostFields } from "./cost-fields.tsx"
import { RequestFields } from "./request-fields.tsx"

type SubscribeFormProps = {
  hidden: Readonly<Record<string, string>>
  tarif: TarifEnVigueur | null
  /** What membership covers has no quantity. */
  counted: boolean
  /** As many as the price counts by itself: inhabitants, or one; null where they are asked for. */
  fixed: number | null
  options: readonly OptionOfferte[]
  approval: boolean
  contact: { nom: string; courriel: string }
  wished: CalendarDate
}

export function SubscribeForm({
  hidden,
  tarif,
  counted,
  fixed,
  options,
  approval,
  contact,
  wished,
}: SubscribeFormProps) {
  return (
    <Form
      action={prepareAction}
      hidden={counted && fixed === null ? hidden : { ...hidden, quantite: "1" }}
      aria-label={approval ? "Souscription" : "Demande d’ouverture"}
    >
      <CostFields
        prix={tarif}
        unite={tarif?.unite ?? null}
        asked={counted && fixed === null}
        fixed={fixed ?? 1}
        options={options}
      />
      <RequestFields contact={contact} wished={wished} counted={counted || options.length > 0} />
      <p className="text-muted">
        {approval
          ? "En envoyant, vous demandez l’accord d’une personne élue. La page suivante reprend tout, avec le coût calculé ; vous pourrez encore annuler."
          : options.length > 0
            ? "En envoyant, vous demandez l’ouverture à l’opérateur. Une option payante demande d’abord l’accord d’une personne élue. Vous pourrez encore annuler."
            : "En envoyant, vous demandez l’ouverture à l’opérateur. Vous pourrez encore annuler."}
      </p>
      <div>
        <SubmitButton pending="Envoi…">{approval ? "Envoyer pour accord" : "Demander l’ouverture"}</SubmitButton>
      </div>
    </Form>
  )
}
