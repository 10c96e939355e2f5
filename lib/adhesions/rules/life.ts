import { addMonths, type CalendarDate, calendarDate, yearOf } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { DOSSIER_LABELS, DOSSIER_TRANSITIONS, type DossierEtat } from "../types.ts"

export function checkStep(de: DossierEtat, vers: DossierEtat): Result<void, "dossier-autre-etat"> {
  const allowed: readonly DossierEtat[] = DOSSIER_TRANSITIONS[de]
  return allowed.includes(vers) ? ok(undefined) : refuse("dossier-autre-etat", { etat: DOSSIER_LABELS[de] })
}

/** Last day of membership: a 31 December with the whole notice before it. */
export function computeRetraitEffet(demande: CalendarDate, preavisMois: number): CalendarDate {
  const end = calendarDate(`${yearOf(demande)}-12-31`)
  return addMonths(demande, preavisMois) <= end ? end : calendarDate(`${yearOf(demande) + 1}-12-31`)
}

/** Membership runs by calendar year: the first day of the next one. */
export const nextYear = (day: CalendarDate): CalendarDate => calendarDate(`${yearOf(day) + 1}-01-01`)

type Preparation = {
  deliberationNumero: string | null
  deliberationLe: CalendarDate | null
  deliberationDocumentId: string | null
  representantId: string | null
  dateEffet: CalendarDate | null
  cotisationConnue: boolean
}

/** What the charte cannot be made without, in words. */
export function manquesOf(dossier: Preparation): string[] {
  return [
    dossier.deliberationNumero && dossier.deliberationLe ? null : "la délibération (numéro et date)",
    dossier.deliberationDocumentId ? null : "le document de la délibération (PDF)",
    dossier.representantId ? null : "la personne qui signe",
    dossier.dateEffet ? null : "la date d'effet",
    dossier.cotisationConnue ? null : "la règle ou la population dont dépend la cotisation",
  ].filter((manque): manque is string => manque !== null)
}
