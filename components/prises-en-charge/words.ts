import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatDay, formatDecimal } from "@/lib/platform/format.ts"
import type { Decimal } from "@/lib/platform/money.ts"

/** "en entier", "à 50 %" */
export const partWords = (part: Decimal): string => (Number(part) === 100 ? "en entier" : `à ${formatDecimal(part)} %`)

/** `jusqua` is the first day that is not paid. */
export const datesWords = ({ depuis, jusqua }: { depuis: CalendarDate; jusqua: CalendarDate | null }): string =>
  `depuis le ${formatDay(depuis)}${jusqua ? `, jusqu’au ${formatDay(jusqua)} exclu` : ""}`
