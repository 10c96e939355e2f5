import { StateBadge } from "@/components/ui/state-badge.tsx"
import { TITRE_LABELS, type TitreNature, type TitreState } from "@/lib/titres/types.ts"

/** A correction is never to be paid: issued, it says so. */
export function TitreBadge({ etat, nature = "recette" }: { etat: TitreState; nature?: TitreNature }) {
  const { word, tone } = nature !== "recette" && etat === "emis" ? CORRECTION : TITRE_LABELS[etat]
  return <StateBadge tone={tone}>{word}</StateBadge>
}

const CORRECTION = { word: "émis", tone: "neutral" } as const
