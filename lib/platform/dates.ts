import { Temporal } from "temporal-polyfill"

/** A day of the calendar in Europe/Paris, "2026-03-03": what the law counts. Never an instant. */
export type CalendarDate = string & { readonly __brand: "CalendarDate" }

const SHAPE = /^\d{4}-\d{2}-\d{2}$/

export function isCalendarDate(text: string): text is CalendarDate {
  return SHAPE.test(text) && isoDay(instantOf(text)) === text
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

// Days are counted on UTC instants, where each has 24 hours: hundreds of thousands are, when all redevances are computed.
const DAY_MS = 86_400_000
const instantOf = (day: string): number =>
  new Date(0).setUTCFullYear(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))
const isoDay = (instant: number): string => new Date(instant).toISOString().slice(0, 10)

export const addDays = (day: CalendarDate, days: number): CalendarDate =>
  isoDay(instantOf(day) + days * DAY_MS) as CalendarDate

export const addMonths = (day: CalendarDate, months: number): CalendarDate =>
  Temporal.PlainDate.from(day).add({ months }).toString() as CalendarDate

export const latest = (one: CalendarDate, other: CalendarDate): CalendarDate => {
  if (one > other) return one
  return other
}

/** Days from `from` to `to`, `to` excluded. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  Math.round((instantOf(to) - instantOf(from)) / DAY_MS)

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
export const daysInYear = (year: number): number => (isLeapYear(year) ? 366 : 365)

/** "2026-03-03T18:30" on a clock in Paris → the instant; an hour that the change of time skips is the one after. */
export const instantInParis = (local: string): Date =>
  new Date(Temporal.PlainDateTime.from(local).toZonedDateTime("Europe/Paris").epochMilliseconds)
