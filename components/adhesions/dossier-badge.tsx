import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { DOSSIER_LABELS, type DossierEtat } from "@/lib/adhesions/types.ts"

const TONES: Record<DossierEtat, Tone> = {
  en_preparation: "attention",
  en_signature: "info",
  conclu: "ok",
  en_vigueur: "ok",
  retrait_demande: "attention",
  termine: "neutral",
  abandonne: "neutral",
}

export const DossierBadge = ({ etat }: { etat: DossierEtat }) => (
  <StateBadge tone={TONES[etat]}>{DOSSIER_LABELS[etat]}</StateBadge>
)
