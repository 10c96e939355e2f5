import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { type Remise, remiseOf } from "@/lib/notifications/rules.ts"

const LOOKS: Record<Remise, { tone: Tone; word: string }> = {
  remise: { tone: "ok", word: "remis" },
  "en-cours": { tone: "info", word: "en cours" },
  "non-notifiee": { tone: "danger", word: "non notifié" },
  "notifiee-autrement": { tone: "neutral", word: "notifié autrement" },
}

export function RemiseBadge({ remise }: { remise: Parameters<typeof remiseOf>[0] }) {
  const { tone, word } = LOOKS[remiseOf(remise)]
  return <StateBadge tone={tone}>{word}</StateBadge>
}
