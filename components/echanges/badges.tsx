import { StateBadge } from "@/components/ui/state-badge.tsx"
import {
  DEPOT_LABELS,
  type DepotEtat,
  MANDAT_LABELS,
  type MandatEtat,
  PES_LABELS,
  type PesFichierEtat,
} from "@/lib/echanges/types.ts"

export function DepotBadge({ etat }: { etat: DepotEtat }) {
  const { word, tone } = DEPOT_LABELS[etat]
  return <StateBadge tone={tone}>{word}</StateBadge>
}

export function MandatBadge({ etat }: { etat: MandatEtat }) {
  const { word, tone } = MANDAT_LABELS[etat]
  return <StateBadge tone={tone}>{word}</StateBadge>
}

/** An answer that took the file and refused some of its titres is not a plain yes. */
export function PesBadge({ etat, rejets }: { etat: PesFichierEtat; rejets: number }) {
  const { word, tone } = PES_LABELS[etat]
  if (etat === "acquitte" && rejets > 0) return <StateBadge tone="attention">acquitté en partie</StateBadge>
  return <StateBadge tone={tone}>{word}</StateBadge>
}
