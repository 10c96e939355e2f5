import { FORMATS } from "@/lib/documents/types.ts"
import { type CalendarDate, dayInParis } from "@/lib/platform/dates.ts"
import { formatDay, formatInteger } from "@/lib/platform/format.ts"

const KB = 1024

/** 12 ko, 3 Mo: read by the eye, before a download on a slow line. */
export function sizeWords(bytes: number): string {
  if (bytes < KB * KB) return `${formatInteger(Math.max(1, Math.round(bytes / KB)))}\u00a0ko`
  return `${formatInteger(Math.round(bytes / KB / KB))}\u00a0Mo`
}

export const formatWords = (mediaType: string): string =>
  Object.entries(FORMATS).find(([known]) => known === mediaType)?.[1].label ?? mediaType

type Acte = { acteLe: CalendarDate | null; acteNumero: string | null }

/** "n° 2026-12 du 3 mars 2026" */
export const acteWords = ({ acteLe, acteNumero }: Acte): string =>
  [acteNumero && `n°\u00a0${acteNumero}`, acteLe && `du ${formatDay(acteLe)}`].filter(Boolean).join(" ")

/** The day that a list is read by: the act's, else the deposit's. */
export const dayOf = ({ acteLe, creeLe }: { acteLe: CalendarDate | null; creeLe: Date }): CalendarDate =>
  acteLe ?? dayInParis(creeLe)
