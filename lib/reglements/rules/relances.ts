import { addDays, type CalendarDate, daysBetween, latest } from "@/lib/platform/dates.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { TitreState } from "@/lib/titres/types.ts"

/** Of a titre, all that decides whether a reminder leaves. */
export type ARelancer = {
  echeance: CalendarDate
  reste: Cents
  etat: TitreState
  enPause: boolean
  /** Reminders already sent, in order. */
  envoyees: readonly CalendarDate[]
}

/** Where a debt is no longer to be claimed, or not yet: the comptable refused it, gave it up, or it is settled. */
const SILENT: readonly TitreState[] = ["annule", "solde", "rejete", "non_valeur"]

export const isClaimable = ({ reste, etat, enPause }: Pick<ARelancer, "reste" | "etat" | "enPause">): boolean =>
  reste > 0n && !enPause && !SILENT.includes(etat)

/**
 * The next reminder of a titre and its day; null when none will leave. `jours`: days after the échéance, in order. A worker
 * that slept, or a schedule set late, never sends two at once: the interval between two ranks is kept.
 */
export function nextRelance(titre: ARelancer, jours: readonly number[]): { rang: number; le: CalendarDate } | null {
  const rang = titre.envoyees.length + 1
  const after = jours[rang - 1]
  if (after === undefined || !isClaimable(titre)) return null
  const planned = addDays(titre.echeance, after)
  const last = titre.envoyees.at(-1)
  const spaced = last ? addDays(last, after - (jours[rang - 2] ?? 0)) : planned
  return { rang, le: latest(planned, spaced) }
}

export const isDue = (relance: { le: CalendarDate } | null, today: CalendarDate): boolean =>
  relance !== null && relance.le <= today

/** "15 jours de retard" */
export const lateDays = (echeance: CalendarDate, today: CalendarDate): number =>
  Math.max(0, daysBetween(echeance, today))
