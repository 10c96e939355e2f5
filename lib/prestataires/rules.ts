import { addMonths, type CalendarDate, daysBetween } from "@/lib/platform/dates.ts"

/** Days before the end of a market at which it is told: its own months of warning, then those of the conventions that it bounds. */
export const alertesOf = (
  { jusqua, alerteMois }: { jusqua: CalendarDate; alerteMois: number },
  conventionJours: readonly number[],
): number[] => [daysBetween(addMonths(jusqua, -alerteMois), jusqua), ...conventionJours]
