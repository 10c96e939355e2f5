import { type CalendarDate, daysBetween } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { DEPANNAGE_LABELS, DEPANNAGE_TRANSITIONS, type DepannageEtat } from "./types.ts"

export function checkTransition(de: DepannageEtat, vers: DepannageEtat): Result<void, "transition-interdite"> {
  const allowed: readonly DepannageEtat[] = DEPANNAGE_TRANSITIONS[de]
  if (allowed.includes(vers)) return ok(undefined)
  return refuse("transition-interdite", { de: DEPANNAGE_LABELS[de], vers: DEPANNAGE_LABELS[vers] })
}

/** Days since the provider should have been asked again; null while it is in time. */
export function daysLate(
  { etat, suiviLe }: { etat: DepannageEtat; suiviLe: CalendarDate | null },
  today: CalendarDate,
): number | null {
  return etat === "accuse" && suiviLe !== null && suiviLe < today ? daysBetween(suiviLe, today) : null
}
