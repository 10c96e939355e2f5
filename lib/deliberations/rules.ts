import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { Situation } from "./types.ts"

type Identity = { organe: string; numero: string; delibereLe: CalendarDate }

/** « 2026-31 du 12 octobre 2026, comité syndical » */
export const referenceOf = ({ organe, numero, delibereLe }: Identity): string =>
  `${numero} du ${formatDay(delibereLe)}, ${organe.charAt(0).toLowerCase()}${organe.slice(1)}`

type Way = { transmiseLe: CalendarDate | null; publieeLe: CalendarDate | null }

/** CGCT L.2131-1: executory by right once published and transmitted. */
export const situationOf = ({ transmiseLe, publieeLe }: Way): Situation =>
  transmiseLe === null ? "a_transmettre" : publieeLe === null ? "a_publier" : "executoire"

type Wanted = { exigee: boolean; delibereLe: CalendarDate | null; depuis: CalendarDate }

/** A tariff begins with its act, and never before it. */
export function checkCited({
  exigee,
  delibereLe,
  depuis,
}: Wanted): Result<void, "deliberation-requise" | "deliberation-posterieure"> {
  if (delibereLe === null) return exigee ? refuse("deliberation-requise") : ok(undefined)
  return depuis < delibereLe ? refuse("deliberation-posterieure", { le: formatDay(delibereLe) }) : ok(undefined)
}
