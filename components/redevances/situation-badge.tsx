import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import type { Situation } from "@/lib/redevances/rules/situation.ts"

const WORDS: Record<Situation, { tone: Tone; label: string }> = {
  a_reclamer: { tone: "attention", label: "à réclamer" },
  bareme_absent: { tone: "neutral", label: "barème non renseigné" },
  deliberation_absente: { tone: "attention", label: "délibération à prendre" },
  preparee: { tone: "info", label: "prête à envoyer" },
  envoyee: { tone: "info", label: "réclamée" },
  contestee: { tone: "danger", label: "contestée" },
  payee: { tone: "ok", label: "payée" },
  prescrite: { tone: "danger", label: "perdue (prescrite)" },
}

export const situationLabel = (situation: Situation): string => WORDS[situation].label

export const SituationBadge = ({ situation }: { situation: Situation }) => (
  <StateBadge tone={WORDS[situation].tone}>{WORDS[situation].label}</StateBadge>
)
