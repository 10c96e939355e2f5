import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { ACTE_LABELS, type ActeEtat } from "@/lib/conventions/types.ts"

const TONES: Record<ActeEtat, Tone> = {
  a_generer: "neutral",
  a_signer: "attention",
  au_parapheur: "info",
  signe: "attention",
  contresigne: "ok",
  scelle: "ok",
  refuse: "danger",
  caduc: "neutral",
}

export const ActeBadge = ({ etat }: { etat: ActeEtat }) => (
  <StateBadge tone={TONES[etat]}>{ACTE_LABELS[etat]}</StateBadge>
)
