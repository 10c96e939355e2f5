import { StateBadge } from "@/components/ui/state-badge.tsx"
import { PROJET_LABELS, type ProjetEtat } from "@/lib/titres/types.ts"

export function ProjetBadge({ etat }: { etat: ProjetEtat }) {
  const { word, tone } = PROJET_LABELS[etat]
  return <StateBadge tone={tone}>{word}</StateBadge>
}
