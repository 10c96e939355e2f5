import { formatCount, formatInteger } from "@/lib/platform/format.ts"

/** Nobody reads past this, and counting everything costs a scan: queries stop counting one row further. */
export const COUNT_BOUND = 1000

/** 443 collectivités; "plus de 1 000 collectivités" when the query counted COUNT_BOUND + 1 rows. */
export const formatBoundedCount = (counted: number, singular: string, plural = `${singular}s`): string =>
  counted > COUNT_BOUND ? `plus de ${formatInteger(COUNT_BOUND)} ${plural}` : formatCount(counted, singular, plural)
