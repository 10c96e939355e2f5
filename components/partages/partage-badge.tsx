import { StateBadge } from "@/components/ui/state-badge.tsx"
import { PARTAGE_LABELS, type PartageEtat } from "@/lib/partages/types.ts"

export function PartageBadge({ etat }: { etat: PartageEtat }) {
  const { word, tone } = PARTAGE_LABELS[etat]
  return <StateBadge tone={tone}>{word}</StateBadge>
}
