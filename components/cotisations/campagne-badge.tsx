import { StateBadge } from "@/components/ui/state-badge.tsx"
import { CAMPAGNE_LABELS, type CampagneState } from "@/lib/cotisations/types.ts"

export function CampagneBadge({ etat }: { etat: CampagneState }) {
  const { word, tone } = CAMPAGNE_LABELS[etat]
  return <StateBadge tone={tone}>{word}</StateBadge>
}
