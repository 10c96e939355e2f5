import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import type { FormState } from "@/lib/platform/form-state.ts"

type DeclineSectionProps = {
  title: string
  action: (state: FormState, data: FormData) => Promise<FormState>
  hidden: Readonly<Record<string, string>>
  button: string
}

export const DeclineSection = ({ title, action, hidden, button }: DeclineSectionProps) => (
  <Section title={title}>
    <Form action={action} hidden={hidden} aria-label={title}>
      <TextareaField name="motif" label="Motif" maxLength={500} rows={2} required />
      <div>
        <SubmitButton look="danger" pending="Enregistrement…">
          {button}
        </SubmitButton>
      </div>
    </Form>
  </Section>
)
