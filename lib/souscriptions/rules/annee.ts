import { type CalendarDate, yearOf } from "@/lib/platform/dates.ts"
import { priceOf } from "@/lib/platform/money.ts"
import type { Montants, Prix } from "../types.ts"
import { withVat } from "./cout.ts"

/** What one year of a souscription costs: the months begun in service, a yearly price whole, a single price the year it starts. */
export function computeAnnee(
  { quantite, prix, enServiceLe, termineeLe }: Running & { quantite: number; prix: Prix },
  annee: number,
): Montants {
  const nothing = { ht: 0n, tva: 0n, ttc: 0n }
  const months = monthsInService({ enServiceLe, termineeLe }, annee)
  if (months === 0) return nothing
  const units = BigInt(quantite)
  if (prix.periodicite === "mois") return withVat(priceOf(units * BigInt(months), prix.prixUnitaire), prix)
  if (prix.periodicite === "unique" && yearOf(enServiceLe) !== annee) return nothing
  return withVat(priceOf(units, prix.prixUnitaire), prix)
}

type Running = { enServiceLe: CalendarDate; termineeLe: CalendarDate | null }

/** Months of that year in which the service ran for a day or more; without an end, until December. */
export function monthsInService({ enServiceLe, termineeLe }: Running, annee: number): number {
  const first = yearOf(enServiceLe) < annee ? 1 : yearOf(enServiceLe) > annee ? 13 : monthOf(enServiceLe)
  const last =
    termineeLe === null || yearOf(termineeLe) > annee ? 12 : yearOf(termineeLe) < annee ? 0 : monthOf(termineeLe)
  return Math.max(0, last - first + 1)
}

const monthOf = (day: CalendarDate): number => Number(day.slice(5, 7))
