import { StateBadge } from "@/components/ui/state-badge.tsx"
import { situationOf } from "@/lib/deliberations/rules.ts"
import { SITUATION_LABELS } from "@/lib/deliberations/types.ts"

type SituationBadgeProps = { deliberation: Parameters<typeof situationOf>[0] }

export function SituationBadge({ deliberation }: SituationBadgeProps) {
  const { word, tone } = SITUATION_LABELS[situationOf(deliberation)]
  return <StateBadge tone={tone}>{word}</StateBadge>
}
