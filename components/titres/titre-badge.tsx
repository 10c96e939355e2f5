import { StateBadge } from "@/components/ui/state-badge.tsx"
import { TITRE_LABELS, type TitreState } from "@/lib/titres/types.ts"

export function TitreBadge({ etat }: { etat: TitreState }) {
  const { word, tone } = TITRE_LABELS[etat]
  return <StateBadge tone={tone}>{word}</StateBadge>
}
