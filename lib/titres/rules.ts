import { addDays, type CalendarDate } from "../platform/dates.ts"
import type { Canal, Debiteur } from "./types.ts"

/** "2026-COT-118": exercice, series, number; what a payer quotes. */
export const titreReference = (titre: { exercice: number; serie: string; numero: number }): string =>
  `${titre.exercice}-${titre.serie}-${titre.numero}`

/** The échéance is a setting of the operator, in days (no general rule was found: domain of the comptable). */
export const computeEcheance = (dateEmission: CalendarDate, delaiPaiement: number): CalendarDate =>
  addDays(dateEmission, delaiPaiement)

/** Chosen once, at issue: PES and deposit both need a SIRET; without one the titre goes on paper, and is issued all the same. */
export const canalFor = (debiteur: Pick<Debiteur, "siret">, parDefaut: Canal): Canal =>
  debiteur.siret ? parDefaut : "papier"
