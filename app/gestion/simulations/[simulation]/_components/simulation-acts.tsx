import { DeliberationField } from "@/components/deliberations/deliberation-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { dropSimulationAction, resumeSimulationAction, voteSimulationAction } from "@/lib/cotisations/actions.ts"
import type { CalculRow } from "@/lib/cotisations/queries/simulations.ts"
import type { SimulationEtat } from "@/lib/cotisations/types.ts"

type Props = {
  id: string
  etat: SimulationEtat
  exercice: number
  /** The figures that are shown: those that the vote will refer to. */
  calcul: CalculRow
  deliberations: readonly { value: string; label: string }[]
}

export function SimulationActs({ id, etat, exercice, calcul, deliberations }: Props) {
  const hidden = { simulation: id }
  if (etat === "votee") return null
  if (etat === "ecartee")
    return (
      <Form action={resumeSimulationAction} hidden={hidden} aria-label="Reprendre la simulation">
        <div>
          <SubmitButton look="secondary">Reprendre cette simulation</SubmitButton>
        </div>
      </Form>
    )
  return (
    <Section title="Décision">
      <Form action={voteSimulationAction} hidden={{ ...hidden, calcul: calcul.id }} aria-label="Enregistrer le vote">
        <DeliberationField
          choices={deliberations}
          hint={`Celle qui l’a votée, sur les chiffres du calcul n° ${calcul.rang}. Le tarif s’appliquera au 1er janvier ${exercice}.`}
          required
        />
        <div>
          <SubmitButton>Enregistrer le vote et fixer ce tarif</SubmitButton>
        </div>
      </Form>
      <details>
        <summary className="cursor-pointer py-2 text-accent">Écarter cette simulation</summary>
        <Form action={dropSimulationAction} hidden={hidden} aria-label="Écarter la simulation" className="mt-3">
          <TextField name="motif" label="Pourquoi" required maxLength={500} />
          <div>
            <SubmitButton look="secondary">Écarter</SubmitButton>
          </div>
        </Form>
      </details>
    </Section>
  )
}
