import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import type { SignedIn } from "@/lib/access/context.ts"
import { DENIALS, denialOfFactor } from "@/lib/access/rights.ts"
import type { FormState } from "@/lib/platform/form-state.ts"
import { NIVEAU_NOTICES } from "@/lib/signatures/types.ts"

type SignSectionProps = {
  title: string
  action: (state: FormState, data: FormData) => Promise<FormState>
  /** The act, and the digest of the document that this page shows. */
  hidden: Readonly<Record<string, string>>
  who: SignedIn
  /** Where to come back after the personal factor. */
  back: string
  button: string
  /** Why this person may not sign, in a sentence. */
  refused: string | null
}

export function SignSection({ title, action, hidden, who, back, button, refused }: SignSectionProps) {
  const denied = denialOfFactor(who, new Date())
  return (
    <Section title={title}>
      {refused ? (
        <Notice tone="attention">{refused}</Notice>
      ) : denied ? (
        <>
          <p className="max-w-measure">{DENIALS[denied]}</p>
          {denied === "facteur-manquant" ? (
            <p>
              <LinkButton href={`/moi/confirmer?retour=${encodeURIComponent(back)}`} look="primary">
                Confirmer que c’est moi
              </LinkButton>
            </p>
          ) : null}
        </>
      ) : (
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
      )}
    </Section>
  )
}
