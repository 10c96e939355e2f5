import type { SignedIn } from "./context.ts"
import { DENIALS, denialOfFactor } from "./rights.ts"

/** What a page says to someone whose personal factor is missing: the sentence, and the way to give it and come back. */
export function factorOf(who: SignedIn, back: string): { sentence: string; confirm: string | null } | null {
  const denied = denialOfFactor(who, new Date())
  if (!denied) return null
  return { sentence: DENIALS[denied], confirm: denied === "facteur-manquant" ? confirmPath(back) : null }
}

/** Where a personal factor is given, and where that leads back to. */
export const confirmPath = (back: string): string => `/moi/confirmer?retour=${encodeURIComponent(back)}`
