import { type CalendarDate, daysBetween } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { COMMANDE_LABELS, COMMANDE_TRANSITIONS, type CommandeEtat, type CommandeGenre } from "../types.ts"

export function checkTransition(de: CommandeEtat, vers: CommandeEtat): Result<void, "transition-interdite"> {
  const allowed: readonly CommandeEtat[] = COMMANDE_TRANSITIONS[de]
  return allowed.includes(vers)
    ? ok(undefined)
    : refuse("transition-interdite", { de: COMMANDE_LABELS[de], vers: COMMANDE_LABELS[vers] })
}

/** The first order follows its souscription; a removal has already freed its post. */
export const canCancel = ({ genre, etat }: { genre: CommandeGenre; etat: CommandeEtat }): boolean =>
  genre === "ajout" && (etat === "a_approuver" || etat === "a_transmettre")

/** Days since the provider should have been asked where it stands; null while it is in time. */
export const daysLate = (
  { etat, suiviLe }: { etat: CommandeEtat; suiviLe: CalendarDate | null },
  today: CalendarDate,
): number | null => (etat === "accusee" && suiviLe !== null && suiviLe < today ? daysBetween(suiviLe, today) : null)

/** A reading older than this says little of today. */
export const RELEVE_DAYS = 10
export const isStale = (releveLe: CalendarDate, today: CalendarDate): boolean =>
  daysBetween(releveLe, today) > RELEVE_DAYS

/** What is approved after the day it was wished for begins the day it is approved. */
export function startDay(wished: CalendarDate, approved: CalendarDate): CalendarDate {
  if (wished < approved) return approved
  return wished
}
