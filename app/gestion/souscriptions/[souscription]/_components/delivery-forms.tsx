import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { endAction, startAction } from "@/lib/souscriptions/actions.ts"

type DeliveryProps = { target: Readonly<Record<string, string>>; day: CalendarDate }

export const StartForm = ({ target, day }: DeliveryProps) => (
  <Section title="Mettre en service">
    <Form action={startAction} hidden={target} aria-label="Mettre en service">
      <TextField
        name="le"
        label="En service depuis le"
        hint="Le coût se compte à partir de ce jour."
        type="date"
        defaultValue={day}
        required
      />
      <div>
        <SubmitButton pending="Enregistrement…">Mettre en service</SubmitButton>
      </div>
    </Form>
  </Section>
)

export const EndForm = ({ target, day }: DeliveryProps) => (
  <Section title="Terminer">
    <Form action={endAction} hidden={target} aria-label="Terminer">
      <TextField name="le" label="Dernier jour" type="date" defaultValue={day} required />
      <TextareaField name="motif" label="Motif" rows={2} required />
      <div>
        <SubmitButton look="danger" pending="Enregistrement…">
          Terminer la souscription
        </SubmitButton>
      </div>
    </Form>
  </Section>
)
