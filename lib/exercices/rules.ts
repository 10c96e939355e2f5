import { type CalendarDate, yearOf } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { Bilan, ExerciceRefusal } from "./types.ts"

/** Whether a year may close that day; what is owed does not keep it open. */
export function checkClosable(annee: number, day: CalendarDate, bilan: Bilan): Result<void, ExerciceRefusal> {
  const details = { annee: String(annee) }
  if (annee >= yearOf(day)) return refuse("exercice-en-cours", { ...details, suivante: String(annee + 1) })
  if (bilan.titres === 0) return refuse("exercice-vide", details)
  if (bilan.campagnes > 0) return refuse("campagnes-ouvertes", { ...details, nombre: String(bilan.campagnes) })
  if (bilan.projets > 0) return refuse("corrections-en-attente", { ...details, nombre: String(bilan.projets) })
  return ok(undefined)
}

/** The journée complémentaire ends on 31 January of the next year (to be confirmed with the comptable). */
export const isOverdue = (annee: number, day: CalendarDate): boolean => day > `${annee + 1}-01-31`
