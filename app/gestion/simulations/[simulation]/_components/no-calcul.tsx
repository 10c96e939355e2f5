import { SimulationBadge } from "@/components/cotisations/simulation-badge.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { computeSimulationAction } from "@/lib/cotisations/actions.ts"
import { objetWords, type SimulationFile } from "@/lib/cotisations/queries/simulations.ts"

/** One prepared before its figures were kept, or an address that names a computing that never was. */
export const NoCalcul = ({ simulation }: { simulation: SimulationFile }) => (
  <>
    <PageHeader
      title={simulation.libelle}
      state={<SimulationBadge etat={simulation.etat} />}
      crumbs={[{ href: "/gestion/simulations", label: "Simulations de tarif" }]}
      lede={`${objetWords(simulation)}, à partir de ${simulation.exercice}.`}
    />
    <EmptyState title="Aucun calcul à montrer">
      {simulation.etat === "preparation"
        ? "Calculez-la sur tous les membres : ses chiffres seront gardés."
        : "Ses chiffres n’ont pas été gardés."}
    </EmptyState>
    {simulation.etat === "preparation" ? (
      <Form action={computeSimulationAction} hidden={{ simulation: simulation.id }} aria-label="Calculer">
        <div>
          <SubmitButton pending="Calcul…">Calculer sur tous les membres</SubmitButton>
        </div>
      </Form>
    ) : null}
  </>
)
