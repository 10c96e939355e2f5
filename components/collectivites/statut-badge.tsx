import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { type AdhesionStatut, STATUT_LABELS } from "@/lib/collectivites/types.ts"

const TONES: Record<AdhesionStatut, Tone> = {
  adherent: "ok",
  conventionne: "info",
  prospect: "neutral",
  resilie: "attention",
}

/** Membership that no source gives says so (decision 14). */
export function StatutBadge({ statut, synthetique = false }: { statut: AdhesionStatut; synthetique?: boolean }) {
  return (
    <StateBadge tone={TONES[statut]}>
      {synthetique ? `${STATUT_LABELS[statut]} (synthétique)` : STATUT_LABELS[statut]}
    </StateBadge>
  )
}
