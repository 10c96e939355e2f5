import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { DEPANNAGE_LABELS, type DepannageEtat } from "@/lib/depannages/types.ts"

const TONES: Record<DepannageEtat, Tone> = { a_transmettre: "info", accuse: "info", rejete: "danger", resolu: "ok" }

export const DepannageBadge = ({ etat }: { etat: DepannageEtat }) => (
  <StateBadge tone={TONES[etat]}>{DEPANNAGE_LABELS[etat]}</StateBadge>
)
