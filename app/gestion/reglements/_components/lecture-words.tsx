import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Lecture } from "@/lib/reglements/rules/match.ts"
import { titreReference } from "@/lib/titres/rules.ts"

const NIVEAUX = {
  sur: { word: "certain", tone: "ok" },
  probable: { word: "probable", tone: "info" },
  ambigu: { word: "à choisir", tone: "attention" },
  aucun: { word: "inconnu", tone: "neutral" },
} as const satisfies Record<Lecture["niveau"], { word: string; tone: string }>

export const NiveauBadge = ({ niveau }: { niveau: Lecture["niveau"] }) => (
  <StateBadge tone={NIVEAUX[niveau].tone}>{NIVEAUX[niveau].word}</StateBadge>
)

/** What a payment seems to settle, in one cell. */
export function LectureWords({ lecture }: { lecture: Lecture }) {
  if (lecture.niveau === "aucun")
    return (
      <>
        <NiveauBadge niveau="aucun" /> <span className="text-muted">{lecture.raison}</span>
      </>
    )
  const [first, ...others] = lecture.propositions
  const names = lecture.propositions.flatMap(({ parts }) =>
    parts.map(({ titre }) => `${titreReference(titre)}, ${titre.nom}`),
  )
  return (
    <>
      <NiveauBadge niveau={lecture.niveau} />{" "}
      {others.length > 0 ? names.slice(0, 3).join(" ou ") : names.slice(0, 3).join(" et ")}
      {names.length > 3 ? "…" : ""}
      <span className="block text-muted text-sm">{first?.raison}</span>
    </>
  )
}
