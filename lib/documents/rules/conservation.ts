import { addMonths, type CalendarDate, dayInParis } from "@/lib/platform/dates.ts"
import type { DepartConservation, DocumentEtat, SortFinal } from "../types.ts"

type Regle = { dureeAns: number; depart: DepartConservation; sortFinal: SortFinal }
type Dated = { acteLe: CalendarDate | null; creeLe: Date; finLe: CalendarDate | null }

/** First day on which the duration has run; null while its start is not known (the end of a convention in force). */
export function echeanceOf({ dureeAns, depart }: Regle, { acteLe, creeLe, finLe }: Dated): CalendarDate | null {
  const start = depart === "fin" ? finLe : (acteLe ?? dayInParis(creeLe))
  return start && addMonths(start, 12 * dureeAns)
}

export type DestructionRefusal = "pas-disponible" | "sans-visa" | "a-conserver" | "trop-tot"

type ToDestroy = Dated & { etat: DocumentEtat; visa: unknown }

/** The same as portail_destruction_permise in the database, said in words before it is asked. */
export function refusalOfDestruction(
  regle: Regle | undefined,
  document: ToDestroy,
  today: CalendarDate,
): DestructionRefusal | null {
  if (document.etat !== "disponible") return "pas-disponible"
  if (!regle || regle.sortFinal === "conserver") return "a-conserver"
  const echeance = echeanceOf(regle, document)
  if (echeance === null || echeance > today) return "trop-tot"
  return document.visa ? null : "sans-visa"
}
