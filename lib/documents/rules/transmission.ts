import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"

/** Days after which the desk asks: what CGCT L. 2131-1 leaves for individual decisions, taken for every act. */
export const TRANSMISSION_JOURS = 15

/** Last day on which an act's next date, transmission then receipt, is not late. */
export const transmissionAvant = (depuis: CalendarDate): CalendarDate => addDays(depuis, TRANSMISSION_JOURS)
