import { addDays, type CalendarDate, calendarDate, isLeapYear, yearOf } from "@/lib/platform/dates.ts"
import type { Prescription } from "../types.ts"

const ANNEES = 5

/**
 * CG3P L.2321-4: five years from the day the fee is due. The last day to act is the eve of the fifth anniversary, the
 * careful reading: what was due on 1 January 2021 is asked for on 31 December 2025 at the latest.
 */
export function lastDayToAct(exigibleLe: CalendarDate): CalendarDate {
  const year = yearOf(exigibleLe) + ANNEES
  const [, month, day] = exigibleLe.split("-")
  // Due on 29 February: five years later there is none, and the 28th is still within the five years.
  if (month === "02" && day === "29" && !isLeapYear(year)) return `${year}-02-28` as CalendarDate
  return addDays(`${year}-${month}-${day}` as CalendarDate, -1)
}

export function prescriptionOf(exigibleLe: CalendarDate, today: CalendarDate): Prescription {
  const dernierJour = lastDayToAct(exigibleLe)
  return { exigibleLe, dernierJour, prescrite: today > dernierJour }
}

/** Unless the commune says otherwise, the fee of a year is due on its 1 January. */
export const dueDay = (annee: number): CalendarDate => calendarDate(`${annee}-01-01`)

/** Years of which something may still be asked, oldest first, the present one included. */
export function claimableYears(today: CalendarDate): number[] {
  const annee = yearOf(today)
  return Array.from({ length: ANNEES + 1 }, (_, back) => annee - ANNEES + back).filter(
    (year) => !prescriptionOf(dueDay(year), today).prescrite,
  )
}

/** What is lost after the next 31 December if nobody acts. */
export const expiresThisYear = (exigibleLe: CalendarDate, today: CalendarDate): boolean => {
  const dernierJour = lastDayToAct(exigibleLe)
  return dernierJour >= today && yearOf(dernierJour) === yearOf(today)
}
