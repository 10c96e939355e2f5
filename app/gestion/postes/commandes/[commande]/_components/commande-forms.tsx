import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { acknowledgeAction, postponeAction, rejectAction, retransmitAction } from "@/lib/postes/actions.ts"

type Target = { target: Readonly<Record<string, string>> }

export const AccuseForm = ({ target, soon }: Target & { soon: CalendarDate }) => (
  <Section title="Le prestataire a pris la commande">
    <p className="max-w-measure text-muted">
      Où l’échange automatique existe, l’accusé arrive seul. Sinon, notez ici ce que le prestataire répond.
    </p>
    <Form action={acknowledgeAction} hidden={target} aria-label="Enregistrer l’accusé">
      <TextField name="reference" label="Son numéro de commande" autoComplete="off" required />
      <TextField name="suiviLe" label="Faire le point le" type="date" defaultValue={soon} required />
      <div>
        <SubmitButton pending="Enregistrement…">Enregistrer l’accusé</SubmitButton>
      </div>
    </Form>
  </Section>
)

export const RejetForm = ({ target }: Target) => (
  <Section title="Le prestataire la refuse">
    <Form action={rejectAction} hidden={target} aria-label="Enregistrer le refus">
      <TextareaField name="motif" label="Ce qu’il répond" rows={2} required />
      <div>
        <SubmitButton look="danger" pending="Enregistrement…">
          Enregistrer le refus
        </SubmitButton>
      </div>
    </Form>
  </Section>
)

export const SuiviForm = ({ target, soon }: Target & { soon: CalendarDate }) => (
  <Section title="Reporter le point">
    <Form action={postponeAction} hidden={target} aria-label="Reporter le point">
      <TextField name="suiviLe" label="Faire le point le" type="date" defaultValue={soon} required />
      <div>
        <SubmitButton pending="Enregistrement…">Reporter le point</SubmitButton>
      </div>
    </Form>
  </Section>
)

export const RetransmettreForm = ({ target }: Target) => (
  <Section title="Transmettre à nouveau">
    <p className="max-w-measure text-muted">Une fois réglé ce que dit le prestataire : la même commande lui repart.</p>
    <Form action={retransmitAction} hidden={target} aria-label="Transmettre à nouveau">
      <div>
        <SubmitButton pending="Envoi…">Transmettre à nouveau</SubmitButton>
      </div>
    </Form>
  </Section>
)
