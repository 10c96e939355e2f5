import { PosteRows } from "@/components/postes/poste-rows.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import type { ServiceOffert } from "@/lib/catalogue/queries/published.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { orderPostesAction } from "@/lib/postes/actions.ts"
import { RequestFields } from "./request-fields.tsx"

type OrderFormProps = {
  hidden: Readonly<Record<string, string>>
  service: ServiceOffert
  approval: boolean
  contact: { nom: string; courriel: string }
  wished: CalendarDate
}

const LINES = 3

/** By the workstation: the list of posts is the quantity. */
export const OrderForm = ({ hidden, service, approval, contact, wished }: OrderFormProps) => (
  <Form action={orderPostesAction} hidden={hidden} aria-label="Souscription" className="max-w-none">
    <Section title="Les postes à protéger">
      <p className="max-w-measure text-muted">
        Une ligne par ordinateur. Le prestataire installe d’après cette liste ; les lignes laissées vides ne comptent
        pas.
      </p>
      <PosteRows
        lines={LINES}
        prix={service.tarifs[0] ?? null}
        installation={service.installation?.prixUnitaire ?? null}
        options={service.options}
      />
    </Section>
    <div className="grid max-w-measure gap-6">
      <RequestFields contact={contact} wished={wished} counted />
      <p className="text-muted">
        {approval
          ? "En envoyant, vous demandez l’accord d’une personne élue. La commande part au prestataire une fois approuvée ; vous pourrez encore annuler."
          : "En envoyant, vous passez commande. Vous pourrez encore annuler."}
      </p>
      <div>
        <SubmitButton pending="Envoi…">{approval ? "Envoyer pour accord" : "Commander"}</SubmitButton>
      </div>
    </div>
  </Form>
)
