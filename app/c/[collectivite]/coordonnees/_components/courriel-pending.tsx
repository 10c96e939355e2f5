import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { confirmCourrielAction, giveUpCourrielAction } from "@/lib/collectivites/actions.ts"
import type { ChangementCourriel } from "@/lib/collectivites/queries/coordonnees.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"

type CourrielPendingProps = { collectivite: string; pending: ChangementCourriel; mayEdit: boolean }

/** The new mailbox waits for the word of the present one. */
export function CourrielPending({ collectivite, pending, mayEdit }: CourrielPendingProps) {
  return (
    <Section title="Un nouveau courriel officiel attend son code">
      <p className="max-w-measure">
        Un code a été envoyé à <strong>{pending.ancien}</strong>. Saisi ici avant le{" "}
        {formatDay(dayInParis(pending.codeExpireLe))}, il fait de <strong>{pending.nouveau}</strong> le courriel
        officiel. D’ici là, rien ne change.
      </p>
      {mayEdit ? (
        <>
          <Form action={confirmCourrielAction} hidden={{ collectivite }} aria-label="Confirmer le nouveau courriel">
            <TextField
              name="code"
              label="Le code reçu à l’adresse actuelle"
              hint="Six chiffres."
              inputMode="numeric"
              autoComplete="one-time-code"
              required
            />
            <div>
              <SubmitButton pending="Vérification…">Confirmer le nouveau courriel</SubmitButton>
            </div>
          </Form>
          <Form action={giveUpCourrielAction} hidden={{ collectivite }} aria-label="Abandonner le changement">
            <div>
              <SubmitButton look="secondary" pending="Abandon…">
                Garder l’adresse actuelle
              </SubmitButton>
            </div>
          </Form>
        </>
      ) : null}
    </Section>
  )
}
