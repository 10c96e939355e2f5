import { Form } from "@/components/ui/form.tsx"
import { Progress } from "@/components/ui/progress.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { redepositAction } from "@/lib/echanges/actions.ts"
import type { DepotsOfExercice } from "@/lib/echanges/queries/depots.ts"
import { formatInteger } from "@/lib/platform/format.ts"

type RedepositProps = { exercice: number; depots: DepotsOfExercice }

/** All refused deposits of a year at once, and how far they are: to be read again as they arrive. */
export function Redeposit({ exercice, depots: { tous, arrives, refuses } }: RedepositProps) {
  return (
    <Section title="Dépôts dans Chorus Pro" action={<a href="/gestion/echanges">Voir chaque dépôt</a>}>
      <Progress label={`Dépôts de ${exercice} arrivés`} done={arrives} total={tous} />
      <Form action={redepositAction} hidden={{ exercice: String(exercice) }}>
        {refuses > 0 ? (
          <div>
            <SubmitButton pending="Envoi…" look="secondary">
              {refuses === 1
                ? "Déposer à nouveau le refusé"
                : `Déposer à nouveau les ${formatInteger(refuses)} refusés`}
            </SubmitButton>
          </div>
        ) : null}
      </Form>
    </Section>
  )
}
