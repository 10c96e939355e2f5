import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { DEMANDE_LABELS, type DemandeAdhesionEtat } from "@/lib/adhesions/types.ts"

const TONES: Record<DemandeAdhesionEtat, Tone> = {
  recue: "attention",
  en_cours: "info",
  acceptee: "ok",
  refusee: "neutral",
}

export const DemandeBadge = ({ etat }: { etat: DemandeAdhesionEtat }) => (
  <StateBadge tone={TONES[etat]}>{DEMANDE_LABELS[etat]}</StateBadge>
)
