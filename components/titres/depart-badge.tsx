import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { DEPART_LABELS, type Depart } from "@/lib/titres/types.ts"

const TONES = {
  a_envoyer: "attention",
  parti: "ok",
  refuse: "danger",
  hors_portail: "neutral",
} as const satisfies Record<Depart, Tone>

export const DepartBadge = ({ depart }: { depart: Depart }) => (
  <StateBadge tone={TONES[depart]}>{DEPART_LABELS[depart].toLowerCase()}</StateBadge>
)
