import { StateBadge } from "@/components/ui/state-badge.tsx"
import { PARTAGE_LABELS, type PartageEtat } from "@/lib/partages/types.ts"

type Props = { etat: PartageEtat; restent: number }

/** Billed in part is a state of its own to who reads it: some of its shares still wait. */
export function PartageBadge({ etat, restent }: Props) {
  const { word, tone } = PARTAGE_LABELS[etat]
  return restent > 0 ? (
    <StateBadge tone="attention">facturé en partie</StateBadge>
  ) : (
    <StateBadge tone={tone}>{word}</StateBadge>
  )
}
