import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { mandatAction } from "@/lib/redevances/actions/commune.ts"

type MandatSectionProps = { collectivite: string; mandat: { donneLe: CalendarDate } | null; decides: boolean }

/** Lets the operator of the portal act on the data; who is paid does not change. */
export function MandatSection({ collectivite, mandat, decides }: MandatSectionProps) {
  return (
    <Section title="Mandat à votre opérateur de services">
      <p className="max-w-measure">
        {mandat
          ? `Donné le ${formatDay(mandat.donneLe)} : l’opérateur peut saisir les états, préparer les délibérations et les créances en votre nom. `
          : "Sans mandat, l’opérateur consulte vos redevances mais n’y change rien. "}
        La collectivité reste seule créancière : les sommes lui sont versées directement.
      </p>
      {decides ? (
        <Form action={mandatAction} hidden={{ collectivite, acte: mandat ? "retirer" : "donner" }} aria-label="Mandat">
          <div>
            <SubmitButton look="secondary">{mandat ? "Retirer le mandat" : "Donner mandat"}</SubmitButton>
          </div>
        </Form>
      ) : (
        <p className="text-muted text-sm">Une personne élue le donne ou le retire.</p>
      )}
    </Section>
  )
}
