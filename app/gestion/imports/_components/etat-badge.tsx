import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { IMPORT_ETATS, type ImportEtat } from "@/lib/imports/types.ts"

const TONES: Record<ImportEtat, Tone> = { apercu: "attention", applique: "ok", abandonne: "neutral" }

export const EtatBadge = ({ etat }: { etat: ImportEtat }) => (
  <StateBadge tone={TONES[etat]}>{IMPORT_ETATS[etat]}</StateBadge>
)
