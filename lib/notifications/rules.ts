import { Temporal } from "temporal-polyfill"
import { addDays, type CalendarDate, dayInParis } from "@/lib/platform/dates.ts"
import { GENRES, type Genre, isGenre, type Public } from "./types/genres.ts"
import type { Choix } from "./types.ts"

/** The hour of the digest in Paris, summer and winter: before the mairie opens. */
export const RESUME_HEURE = 7

/** What is legal leaves at once whatever was chosen; an unknown kind of an older version only shows in the portal. */
export function choixOf(genre: string, legale: boolean, choisi: Choix | null): Choix {
  if (legale) return "immediat"
  if (!isGenre(genre)) return "portail"
  if (GENRES[genre].legale) return "immediat"
  return choisi ?? GENRES[genre].defaut
}

export const canChoose = (genre: string): genre is Genre => isGenre(genre) && !GENRES[genre].legale

/** The kinds that concern someone, in the order of the table. */
export const genresFor = (roles: { membre: boolean; agent: boolean }): Genre[] =>
  (Object.keys(GENRES) as Genre[]).filter((genre) => roles[GENRES[genre].pour satisfies Public])

/** The last hour of a digest that has struck: which day it is the digest of, and up to when it tells. */
export function lastCutoff(now: Date): { jour: CalendarDate; instant: Date } {
  const day = dayInParis(now)
  const today = hourOf(day)
  return today <= now ? { jour: day, instant: today } : { jour: addDays(day, -1), instant: hourOf(addDays(day, -1)) }
}

const hourOf = (day: CalendarDate): Date =>
  new Date(
    Temporal.PlainDate.from(day).toZonedDateTime({
      timeZone: "Europe/Paris",
      plainTime: { hour: RESUME_HEURE },
    }).epochMilliseconds,
  )

export type Rythme = { apresJours: number; tousLesJours: number; max: number }

/** A step of a member that waits for a person: after a week, then once a week, three times at most. */
export const RAPPEL_HEBDOMADAIRE: Rythme = { apresJours: 7, tousLesJours: 7, max: 3 }

const DAY_MS = 86_400_000

/** The rank of the reminder that is due now; null when none is. A worker that slept does not send two at once. */
export function rappelDue(
  { depuis, envoyes, dernierLe }: { depuis: Date; envoyes: number; dernierLe: Date | null },
  now: Date,
  rythme: Rythme,
): number | null {
  if (envoyes >= rythme.max) return null
  const from = dernierLe ?? depuis
  const days = dernierLe ? rythme.tousLesJours : rythme.apresJours
  return now.getTime() - from.getTime() >= days * DAY_MS ? envoyes + 1 : null
}

/**
 * The notice that is due of an end that comes, by its days before the end, 0 once past; null when none is. `dernier` is the last that
 * was told: a worker that slept tells only the nearest, and what the operator sets anew repeats nothing.
 */
export function alerteDue(
  { jusqua, dernier }: { jusqua: CalendarDate; dernier: number | null },
  today: CalendarDate,
  alertes: readonly number[],
): number | null {
  const reached = jusqua < today ? [0] : alertes.filter((days) => jusqua <= addDays(today, days))
  if (reached.length === 0) return null
  const nearest = Math.min(...reached)
  return dernier === null || nearest < dernier ? nearest : null
}

export type Remise = "remise" | "en-cours" | "non-notifiee" | "notifiee-autrement"

/** Of a legal mail: accepted by the server and not come back, or not notified until somebody told otherwise. */
export function remiseOf(courriel: { etat: "a_envoyer" | "envoye" | "rejete"; traiteLe: Date | null }): Remise {
  if (courriel.etat === "envoye") return "remise"
  if (courriel.etat === "a_envoyer") return "en-cours"
  return courriel.traiteLe ? "notifiee-autrement" : "non-notifiee"
}

/** What a link of a mail silences, in words. */
export const genreName = (genre: string): string => (isGenre(genre) ? GENRES[genre].nom : "Le résumé du matin")
