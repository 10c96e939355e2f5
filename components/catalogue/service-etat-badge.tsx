import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { SERVICE_ETAT_LABELS, type ServiceEtat } from "@/lib/catalogue/types.ts"

const TONES: Record<ServiceEtat, Tone> = { brouillon: "attention", publie: "ok", retire: "neutral" }

export const ServiceEtatBadge = ({ etat }: { etat: ServiceEtat }) => (
  <StateBadge tone={TONES[etat]}>{SERVICE_ETAT_LABELS[etat]}</StateBadge>
)
