import type { Maturite, ServiceEtat, TarifMode } from "@/lib/catalogue/types.ts"
import type { AdhesionStatut, CollectiviteType } from "@/lib/collectivites/types.ts"
import { addMonths, type CalendarDate, yearOf } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { type Cents, percentOf, priceOf, prorate } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import {
  type Cout,
  ETAT_LABELS,
  type Montants,
  type Prix,
  SOUSCRIPTION_TRANSITIONS,
  type SouscriptionEtat,
} from "./types.ts"

const MONTHS = 12n

/** Each period is rounded once, from the exact price: a month is not a rounded twelfth of a year, nor the year twelve rounded months. */
export function computeCout(quantite: number, prix: Prix): Cout {
  const units = BigInt(quantite)
  if (prix.periodicite === "unique")
    return { parMois: null, parAn: null, unique: withVat(priceOf(units, prix.prixUnitaire), prix) }
  const [parMois, parAn] =
    prix.periodicite === "mois"
      ? [priceOf(units, prix.prixUnitaire), priceOf(units * MONTHS, prix.prixUnitaire)]
      : [prorate(priceOf(units, prix.prixUnitaire), 1n, MONTHS), priceOf(units, prix.prixUnitaire)]
  return { parMois: withVat(parMois, prix), parAn: withVat(parAn, prix), unique: null }
}

function withVat(ht: Cents, { categorieTva, tauxTva }: Prix): Montants {
  const tva = categorieTva === "S" ? percentOf(ht, tauxTva) : 0n
  return { ht, tva, ttc: ht + tva }
}

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

export function checkTransition(de: SouscriptionEtat, vers: SouscriptionEtat): Result<void, "transition-interdite"> {
  const allowed: readonly SouscriptionEtat[] = SOUSCRIPTION_TRANSITIONS[de]
  return allowed.includes(vers)
    ? ok(undefined)
    : refuse("transition-interdite", { de: ETAT_LABELS[de], vers: ETAT_LABELS[vers] })
}

/** Not once somebody has engaged the collectivité by approving. */
export const canCancel = (souscription: { etat: SouscriptionEtat; decideParId: string | null }): boolean =>
  souscription.etat === "a_approuver" || (souscription.etat === "approuvee" && souscription.decideParId === null)

export type Candidate = {
  service: { etat: ServiceEtat; maturite: Maturite; mode: TarifMode; types: readonly CollectiviteType[] }
  type: CollectiviteType
  statut: AdhesionStatut
}

/** Whether this body may ask for this service. */
export function checkEligible({
  service,
  type,
  statut,
}: Candidate): Result<void, "service-inconnu" | "service-ferme" | "type-non-eligible" | "non-adherente"> {
  if (service.etat !== "publie") return refuse("service-inconnu")
  if (service.maturite === "perspective") return refuse("service-ferme")
  if (service.types.length > 0 && !service.types.includes(type)) return refuse("type-non-eligible")
  const open: readonly AdhesionStatut[] = service.mode === "inclus" ? ["adherent"] : ["adherent", "conventionne"]
  return open.includes(statut) ? ok(undefined) : refuse("non-adherente")
}

/** Another request for the same service; what is charged by the unit may be asked for again once it runs. */
export function checkNotTwice(
  mode: TarifMode,
  earlier: readonly { etat: SouscriptionEtat; demandeLe: CalendarDate }[],
): Result<void, "deja-demandee" | "deja-ouverte"> {
  const waiting = earlier.find(({ etat }) => etat === "a_approuver" || etat === "approuvee")
  if (waiting) return refuse("deja-demandee", { depuis: formatDay(waiting.demandeLe) })
  return mode === "inclus" && earlier.some(({ etat }) => etat === "en_service") ? refuse("deja-ouverte") : ok(undefined)
}

/** How far ahead a start may be wished. */
export const MONTHS_AHEAD = 24

export function checkDateSouhaitee(
  wished: CalendarDate,
  today: CalendarDate,
): Result<void, "date-passee" | "date-lointaine"> {
  if (wished < today) return refuse("date-passee")
  const limite = addMonths(today, MONTHS_AHEAD)
  return wished > limite ? refuse("date-lointaine", { limite: formatDay(limite) }) : ok(undefined)
}

/** Nobody has to approve what membership covers. */
export const firstEtat = (service: { mode: TarifMode; exigeApprobation: boolean }): "a_approuver" | "approuvee" =>
  service.mode === "inclus" || !service.exigeApprobation ? "approuvee" : "a_approuver"
