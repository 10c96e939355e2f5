import { ProveFirst } from "@/components/personnes/prove-first.tsx"
import { DeclarationFields } from "@/components/prises-en-charge/declaration-fields.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import type { SignedIn } from "@/lib/access/context.ts"
import { factorOf } from "@/lib/access/factor-prompt.ts"
import { declarePriseAction, endPriseAction } from "@/lib/prises-en-charge/actions.ts"
import type { Choice } from "@/lib/prises-en-charge/queries/choices.ts"

type DeclareProps = {
  collectivite: string
  communes: readonly Choice[]
  services: readonly Choice[]
  who: SignedIn
}

export function DeclareForm({ collectivite, communes, services, who }: DeclareProps) {
  const back = `/c/${collectivite}/prises-en-charge`
  return (
    <Section title="Payer un service d’une commune">
      <ProveFirst factor={factorOf(who, back)}>
        <Form action={declarePriseAction} hidden={{ collectivite }} aria-label="Payer un service d’une commune">
          <p className="max-w-measure text-muted">
            La commune est prévenue aussitôt. Vos titres porteront cette part, à son nom.
          </p>
          <SelectField name="beneficiaire" label="Commune" empty="Choisir…" options={communes} required />
          <SelectField name="service" label="Service" empty="Choisir…" options={services} required />
          <DeclarationFields />
          <div>
            <SubmitButton pending="Enregistrement…">Déclarer cette prise en charge</SubmitButton>
          </div>
        </Form>
      </ProveFirst>
    </Section>
  )
}

export const EndForm = ({ collectivite, prise, title }: { collectivite: string; prise: string; title: string }) => (
  <details className="mt-2">
    <summary className="cursor-pointer text-accent">Ne plus payer</summary>
    <Form action={endPriseAction} hidden={{ collectivite, prise }} aria-label={`Ne plus payer : ${title}`}>
      <TextField name="le" label="Premier jour non payé" type="date" className="max-w-60" required />
      <TextField name="motif" label="Motif" hint="La commune le lira." maxLength={500} required />
      <div>
        <SubmitButton look="secondary" pending="…">
          Ne plus payer
          <span className="sr-only"> : {title}</span>
        </SubmitButton>
      </div>
    </Form>
  </details>
)
