import type { SignedIn } from "./context.ts"
import { DENIALS, denialOfFactor } from "./rights.ts"

/** Why somebody may not do now what asks for a personal factor, and where she confirms it, then comes back; null when she may. */
export function refusalOf(who: SignedIn, back: string): { text: string; confirm: string | null } | null {
  const denied = denialOfFactor(who, new Date())
  if (!denied) return null
  const confirm = denied === "facteur-manquant" ? `/moi/confirmer?retour=${encodeURIComponent(back)}` : null
  return { text: DENIALS[denied], confirm }
}
