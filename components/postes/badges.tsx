import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import {
  COMMANDE_LABELS,
  COMPOSANT_LABELS,
  type CommandeEtat,
  type ComposantEtat,
  RELEVE_LABELS,
  type ReleveEtat,
} from "@/lib/postes/types.ts"

const COMPOSANT_TONES: Record<ComposantEtat, Tone> = {
  a_installer: "attention",
  active: "ok",
  en_alerte: "danger",
  retire: "neutral",
}

/** A component that the provider never named is still to install. */
export const ComposantBadge = ({ etat = "a_installer" }: { etat?: ComposantEtat }) => (
  <StateBadge tone={COMPOSANT_TONES[etat]}>{COMPOSANT_LABELS[etat]}</StateBadge>
)

const COMMANDE_TONES: Record<CommandeEtat, Tone> = {
  a_approuver: "attention",
  a_transmettre: "info",
  transmise: "info",
  accusee: "info",
  realisee: "ok",
  rejetee: "danger",
  refusee: "danger",
  annulee: "neutral",
}

export const CommandeBadge = ({ etat }: { etat: CommandeEtat }) => (
  <StateBadge tone={COMMANDE_TONES[etat]}>{COMMANDE_LABELS[etat]}</StateBadge>
)

const RELEVE_TONES: Record<ReleveEtat, Tone> = { a_verifier: "attention", applique: "ok", ecarte: "neutral" }

export const ReleveBadge = ({ etat }: { etat: ReleveEtat }) => (
  <StateBadge tone={RELEVE_TONES[etat]}>{RELEVE_LABELS[etat]}</StateBadge>
)
