import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SIMULATION_LABELS, type SimulationEtat } from "@/lib/cotisations/types.ts"

export function SimulationBadge({ etat }: { etat: SimulationEtat }) {
  const { word, tone } = SIMULATION_LABELS[etat]
  return <StateBadge tone={tone}>{word}</StateBadge>
}
