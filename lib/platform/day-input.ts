import { z } from "zod"
import { calendarDate, isCalendarDate } from "./dates.ts"

const UNREAL = "Indiquez une date qui existe, par exemple 01/01/2027."

/** A day as a date field sends it. */
export const dayInput = (missing: string) =>
  z.string(missing).trim().min(1, missing).refine(isCalendarDate, UNREAL).transform(calendarDate)

/** Left empty, it is null. */
export const optionalDayInput = z
  .string()
  .optional()
  .transform((text) => text?.trim() || null)
  .refine((text) => text === null || isCalendarDate(text), UNREAL)
  .transform((text) => (text === null ? null : calendarDate(text)))
