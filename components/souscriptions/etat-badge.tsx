import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { ETAT_LABELS, type SouscriptionEtat } from "@/lib/souscriptions/types.ts"

const TONES: Record<SouscriptionEtat, Tone> = {
  a_approuver: "attention",
  approuvee: "info",
  en_service: "ok",
  refusee: "danger",
  annulee: "neutral",
  terminee: "neutral",
}

export const EtatBadge = ({ etat }: { etat: SouscriptionEtat }) => (
  <StateBadge tone={TONES[etat]}>{ETAT_LABELS[etat]}</StateBadge>
)
