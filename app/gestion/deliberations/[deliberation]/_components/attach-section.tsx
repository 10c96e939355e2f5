import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TARIF_MODE_LABELS } from "@/lib/catalogue/types.ts"
import { TYPE_LABELS } from "@/lib/collectivites/types.ts"
import { attachDeliberationAction } from "@/lib/deliberations/actions.ts"
import type { SansDeliberation } from "@/lib/deliberations/queries.ts"
import { formatDay, formatRate } from "@/lib/platform/format.ts"

/** For what was in force before its act was kept here, and for how a service is paid. */
export function AttachSection({ id, open }: { id: string; open: SansDeliberation }) {
  const options = [
    ...open.regles.map((regle) => ({
      value: `regle:${regle.id}`,
      label: `Cotisation, ${TYPE_LABELS[regle.type].many.toLowerCase()}, depuis le ${formatDay(regle.depuis)}${said(regle)}`,
    })),
    ...open.tarifs.map((tarif) => ({
      value: `tarif:${tarif.id}`,
      label: `${tarif.service} : ${formatRate(tarif.prixUnitaire)} par ${tarif.unite}, depuis le ${formatDay(tarif.depuis)}${said(tarif)}`,
    })),
    ...open.services.map((service) => ({
      value: `service:${service.id}`,
      label: `Façon de payer : ${service.nom}, ${TARIF_MODE_LABELS[service.mode].toLowerCase()}`,
    })),
  ]
  if (options.length === 0) return null
  return (
    <Section title="Y rattacher ce qu’elle a fixé">
      <Form action={attachDeliberationAction} hidden={{ deliberation: id }} aria-label="Rattacher un tarif">
        <SelectField
          name="objet"
          label="Tarif, règle ou façon de payer"
          hint="Sans délibération jusqu’ici, et qui ne commence pas avant elle. Ce lien ne se défait pas."
          empty="Choisir"
          options={options}
          required
        />
        <div>
          <SubmitButton look="secondary">Rattacher</SubmitButton>
        </div>
      </Form>
    </Section>
  )
}

const said = ({ deliberation }: { deliberation: string | null }): string =>
  deliberation ? ` (dit : ${deliberation})` : ""
