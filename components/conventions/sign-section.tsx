import { ProveFirst } from "@/components/personnes/prove-first.tsx"
import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import type { FormState } from "@/lib/platform/form-state.ts"
import { NIVEAU_NOTICES } from "@/lib/signatures/types.ts"

type SignSectionProps = {
  title: string
  action: (state: FormState, data: FormData) => Promise<FormState>
  /** The act, and the digest of the document that this page shows. */
  hidden: Readonly<Record<string, string>>
  /** What her personal factor lacks, and where it is given. */
  factor: { sentence: string; confirm: string | null } | null
  button: string
  /** Why this person may not sign, in a sentence. */
  refused: string | null
}

export function SignSection({ title, action, hidden, factor, button, refused }: SignSectionProps) {
  return (
    <Section title={title}>
      {refused ? (
        <Notice tone="attention">{refused}</Notice>
      ) : (
        <ProveFirst factor={factor}>
          <Form action={action} hidden={hidden} aria-label={title}>
            <CheckboxField
              name="accord"
              label="J’ai lu ce document et je l’accepte."
              hint="L’empreinte exacte du document, votre identité, votre mandat et l’heure seront gardés comme preuve."
            />
            <div>
              <SubmitButton pending="Signature…">{button}</SubmitButton>
            </div>
            <p className="text-muted text-sm">{NIVEAU_NOTICES.simple}</p>
          </Form>
        </ProveFirst>
      )}
    </Section>
  )
}
