import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { FormState } from "@/lib/platform/form-state.ts"
import { formatCount, formatDay } from "@/lib/platform/format.ts"

type Action = (state: FormState, data: FormData) => Promise<FormState>
type RetraitFormProps = {
  action: Action
  hidden: Readonly<Record<string, string>>
  /** Last day of membership, were it asked today. */
  effet: CalendarDate
  enService: number
}

/** What it brings is said before it is asked. */
export const RetraitForm = ({ action, hidden, effet, enService }: RetraitFormProps) => (
  <Section title="Se retirer">
    <p className="max-w-measure">
      Demandé aujourd’hui, le retrait prend effet le {formatDay(effet)}, préavis compris.{" "}
      {enService > 0
        ? `${formatCount(enService, "service en service s’arrête", "services en service s’arrêtent")} ce jour-là, avec leurs conventions.`
        : "Aucun service n’est en service."}
    </p>
    <Form action={action} hidden={hidden} aria-label="Se retirer">
      <TextField
        name="deliberation"
        label="Délibération de retrait"
        hint="Son numéro et sa date, par exemple « 2026-12 du 3 mars 2026 »."
        maxLength={120}
        required
      />
      <TextareaField name="motif" label="Motif" maxLength={500} rows={2} required />
      <div>
        <SubmitButton look="danger" pending="Enregistrement…">
          Demander le retrait
        </SubmitButton>
      </div>
    </Form>
  </Section>
)

export const RenounceForm = ({ action, hidden }: { action: Action; hidden: Readonly<Record<string, string>> }) => (
  <Section title="Renoncer au retrait">
    <Form action={action} hidden={hidden} aria-label="Renoncer au retrait">
      <div>
        <SubmitButton look="secondary" pending="Enregistrement…">
          L’adhésion continue
        </SubmitButton>
      </div>
    </Form>
  </Section>
)
