import { Temporal } from "temporal-polyfill"

/** A day of the calendar in Europe/Paris, "2026-03-03": what the law counts. Never an instant. */
export type CalendarDate = string & { readonly __brand: "CalendarDate" }

const SHAPE = /^\d{4}-\d{2}-\d{2}$/

export function isCalendarDate(text: string): text is CalendarDate {
  if (!SHAPE.test(text)) return false
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text
  } catch {
    return false
  }
}

/** Throws on a day that does not exist. */
export function calendarDate(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new RangeError(`not a calendar date: ${text}`)
  return text
}

/** The day it is in Paris at this instant. */
export const dayInParis = (instant: Date): CalendarDate =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO("Europe/Paris")
    .toPlainDate()
    .toString() as CalendarDate

export const today = (): CalendarDate => dayInParis(new Date())

/** What the database driver gives for a `date` column (midnight UTC). */
export const fromDatabase = (value: Date): CalendarDate => value.toISOString().slice(0, 10) as CalendarDate
export const toDatabase = (day: CalendarDate): Date => new Date(`${day}T00:00:00Z`)

export const yearOf = (day: CalendarDate): number => Number(day.slice(0, 4))

export const addDays = (day: CalendarDate, days: number): CalendarDate =>
  Temporal.PlainDate.from(day).add({ days }).toString() as CalendarDate

export const addMonths = (day: CalendarDate, months: number): CalendarDate =>
  Temporal.PlainDate.from(day).add({ months }).toString() as CalendarDate

/** Days from `from` to `to`, `to` excluded. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "days" }).days

export const daysInYear = (year: number): number => Temporal.PlainDate.from({ year, month: 1, day: 1 }).daysInYear

/** "2026-03-03T18:30" on a clock in Paris → the instant; an hour that the change of time skips is the one after. */
export const instantInParis = (local: string): Date =>
  new Date(Temporal.PlainDateTime.from(local).toZonedDateTime("Europe/Paris").epochMilliseconds)
