import { StateBadge } from "@/components/ui/state-badge.tsx"
import { RECU_LABELS, type ReglementRecuEtat } from "@/lib/reglements/types.ts"

export const RecuBadge = ({ etat }: { etat: ReglementRecuEtat }) => (
  <StateBadge tone={RECU_LABELS[etat].tone}>{RECU_LABELS[etat].word}</StateBadge>
)
