import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { DEMANDE_LABELS, DEMANDE_TRANSITIONS, type DemandeAdhesionEtat } from "../types.ts"

/** A collectivité takes so many requests in a day: past that, someone is playing. */
export const DAILY_REQUESTS = 5

export type EarlierRequest = { contactCourriel: string; open: boolean; today: boolean }

/** `again`: the same person sent the same form, which makes no second request. */
export function judgeRequest(earlier: readonly EarlierRequest[], courriel: string): "new" | "again" | "too-many" {
  if (earlier.some((request) => request.open && request.contactCourriel === courriel)) return "again"
  return earlier.filter(({ today }) => today).length >= DAILY_REQUESTS ? "too-many" : "new"
}

export function checkDecision(de: DemandeAdhesionEtat, vers: DemandeAdhesionEtat): Result<void, "demande-decidee"> {
  const allowed: readonly DemandeAdhesionEtat[] = DEMANDE_TRANSITIONS[de]
  return allowed.includes(vers) ? ok(undefined) : refuse("demande-decidee", { etat: DEMANDE_LABELS[de].toLowerCase() })
}
