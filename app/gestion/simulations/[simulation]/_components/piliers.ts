import type { SimulationFile } from "@/lib/cotisations/queries/simulations.ts"
import type { Bilan } from "@/lib/cotisations/rules/simulation.ts"
import { type Mutualises, spreadOver } from "@/lib/partages/queries/mutualises.ts"
import type { Pilier } from "./groupes.tsx"

type Spread = { piliers: Pilier[]; how: string }

/** A service belongs to one pillar; a cotisation pays for all of them, in the proportions of what they cost. */
export function spreadByPilier(
  { objet }: SimulationFile,
  { avant, apres }: Bilan,
  mutualises: Mutualises | null,
): Spread {
  if ("service" in objet)
    return {
      piliers: [{ nom: objet.pilier, avant, apres }],
      how: "Ce que paient ceux qui s’en servent, au pilier du service.",
    }
  if (!mutualises)
    return { piliers: [], how: "Aucun coût mutualisé n’est encore saisi : la cotisation ne peut pas se répartir." }
  const now = spreadOver(mutualises, avant)
  const then = spreadOver(mutualises, apres)
  return {
    piliers: now.map(({ nom, part }, index) => ({ nom, avant: part, apres: then[index]?.part ?? 0n })),
    how: `Ce que la cotisation finance, dans les proportions des coûts mutualisés de ${mutualises.exercice}.`,
  }
}
