import { checkTransition } from "@/lib/collectivites/rules.ts"
import type { AdhesionStatut } from "@/lib/collectivites/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { type AdhesionRefusal, DEMANDE_LABELS, DEMANDE_TRANSITIONS, type DemandeAdhesionEtat } from "./types.ts"

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

/** Where the collectivité stands today: what an adhesion would end. */
export type Situation = { statut: AdhesionStatut; depuis: CalendarDate }

/** One situation follows another without overlap; the one in force is the last, so nothing is dated ahead. */
export function checkAdhesion(
  present: Situation | null,
  depuis: CalendarDate,
  today: CalendarDate,
): Result<void, AdhesionRefusal> {
  const transition = checkTransition(present?.statut ?? "prospect", "adherent")
  if (!transition.ok) return transition
  if (depuis > today) return refuse("date-future")
  if (present && depuis <= present.depuis) return refuse("date-anterieure", { depuis: formatDay(present.depuis) })
  return ok(undefined)
}
