import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { type DocumentEtat, ETAT_LABELS } from "@/lib/documents/types.ts"

const TONES: Record<DocumentEtat, Tone> = {
  en_analyse: "attention",
  disponible: "ok",
  infecte: "danger",
  detruit: "neutral",
}

export const EtatBadge = ({ etat }: { etat: DocumentEtat }) => (
  <StateBadge tone={TONES[etat]}>{ETAT_LABELS[etat]}</StateBadge>
)
