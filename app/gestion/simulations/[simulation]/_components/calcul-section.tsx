import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { computeSimulationAction } from "@/lib/cotisations/actions.ts"
import type { CalculRow, SimulationFile } from "@/lib/cotisations/queries/simulations.ts"
import { formatInstant } from "@/lib/platform/format.ts"

type CalculSectionProps = { simulation: SimulationFile; calculs: readonly CalculRow[]; shown: CalculRow }

/** Who computed these figures, when and on what; those of before, and computing them anew. */
export function CalculSection({ simulation, calculs, shown }: CalculSectionProps) {
  const { id, etat, calculId } = simulation
  return (
    <Section title="D’où viennent ces chiffres">
      <p className="max-w-measure">
        Calcul n° {shown.rang} fait le {formatInstant(shown.faitLe)}
        {shown.faitPar ? ` par ${shown.faitPar}` : ""}, sur la population {shown.population.genre}{" "}
        {shown.population.millesime}. Comparé à : {shown.actuel}.{" "}
        {shown.id === calculId ? "C’est celui que le vote a retenu. " : ""}
        Figé : empreinte <code className="break-all">{shown.empreinte.slice(0, 16)}</code>.
      </p>
      {calculs.length > 1 ? (
        <ul className="list-disc ps-5">
          {calculs.map(({ id: calcul, rang, faitLe }) => (
            <li key={calcul}>
              {calcul === shown.id ? (
                `Calcul n° ${rang}, montré ici`
              ) : (
                <a href={`/gestion/simulations/${id}?calcul=${rang}`}>
                  Calcul n° {rang}, du {formatInstant(faitLe)}
                </a>
              )}
              {calcul === calculId ? " (voté)" : ""}
            </li>
          ))}
        </ul>
      ) : null}
      {etat === "preparation" ? (
        <Form action={computeSimulationAction} hidden={{ simulation: id }} aria-label="Calculer de nouveau">
          <div>
            <SubmitButton look="secondary" pending="Calcul…">
              Calculer de nouveau
            </SubmitButton>
          </div>
        </Form>
      ) : null}
    </Section>
  )
}
