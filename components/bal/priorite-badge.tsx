import { StateBadge } from "@/components/ui/state-badge.tsx"
import { PRIORITE_LABELS, type Priorite } from "@/lib/bal/types.ts"
import { PRIORITE_TONES } from "./tones.ts"

export function PrioriteBadge({ priorite }: { priorite: Priorite }) {
  return <StateBadge tone={PRIORITE_TONES[priorite]}>{PRIORITE_LABELS[priorite]}</StateBadge>
}
