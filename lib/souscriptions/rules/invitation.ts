import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"

/** Days before the same communes hear again of the same service. */
export const JOURS_ENTRE_INVITATIONS = 30

/** First day on which they may be invited again. */
export const invitableDes = (derniere: CalendarDate): CalendarDate => addDays(derniere, JOURS_ENTRE_INVITATIONS)

export function checkInvitable(derniere: CalendarDate | null, today: CalendarDate): Result<void, "deja-invitees"> {
  if (derniere === null || invitableDes(derniere) <= today) return ok(undefined)
  return refuse("deja-invitees", { le: formatDay(derniere), apres: formatDay(invitableDes(derniere)) })
}
