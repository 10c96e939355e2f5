import type { Maturite, ServiceEtat, TarifMode } from "@/lib/catalogue/types.ts"
import type { AdhesionStatut, CollectiviteType } from "@/lib/collectivites/types.ts"
import { addMonths, type CalendarDate } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import type { Cents } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { ETAT_LABELS, SOUSCRIPTION_TRANSITIONS, type SouscriptionEtat } from "../types.ts"

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

/** The price of use that a request freezes: none where membership covers it, or where a quote or a convention comes first. */
export const tarifOf = <T>(service: { mode: TarifMode; tarifs: readonly T[] }): T | null =>
  service.mode === "unitaire" ? (service.tarifs[0] ?? null) : null

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

type Opening = { mode: TarifMode; exigeApprobation: boolean; ouvertureImmediate: boolean }

/** The first year before tax, null when not known; the operator's threshold up to which nobody has to approve. */
type Spending = { depense: Cents | null; seuil: Cents | null; enPlus: boolean; surDevis: boolean }
const UNKNOWN: Spending = { depense: null, seuil: null, enPlus: false, surDevis: false }

/**
 * Nobody has to approve what membership covers, nor less than the threshold; what needs no installation opens at once.
 * `enPlus`: options are asked for, which membership does not cover unless they cost nothing. `surDevis`: an élu accepts the price.
 */
export function firstEtat(
  service: Opening,
  { depense, seuil, enPlus, surDevis }: Spending = UNKNOWN,
): "a_approuver" | "approuvee" | "en_service" {
  if (service.mode === "inclus" && (!enPlus || depense === 0n))
    return service.ouvertureImmediate ? "en_service" : "approuvee"
  if (surDevis) return "a_approuver"
  if (service.mode !== "inclus" && !service.exigeApprobation) return "approuvee"
  return depense !== null && seuil !== null && depense <= seuil ? "approuvee" : "a_approuver"
}

type Readiness = {
  exigeConvention: boolean
  /** The state of its convention in words; null where none was written. */
  convention: { conclue: boolean; etat: string } | null
  restantes: readonly string[]
}

/** What must be signed and done before a service is open; the database holds the same (trigger `ouverture`). */
export function checkReady({
  exigeConvention,
  convention,
  restantes,
}: Readiness): Result<void, "convention-a-signer" | "taches-restantes"> {
  if (exigeConvention && !convention?.conclue)
    return refuse("convention-a-signer", { etat: convention?.etat ?? "à établir" })
  return restantes.length > 0 ? refuse("taches-restantes", { taches: restantes.join(", ") }) : ok(undefined)
}

const LIVE: readonly SouscriptionEtat[] = ["en_service", "approuvee", "a_approuver"]

/** What each service is for a member today: the furthest of its live souscriptions. */
export function currentOf<S extends { serviceId: string; etat: SouscriptionEtat }>(
  souscriptions: readonly S[],
): Map<string, S> {
  const current = new Map<string, S>()
  for (const etat of LIVE) {
    for (const souscription of souscriptions) {
      if (souscription.etat === etat && !current.has(souscription.serviceId))
        current.set(souscription.serviceId, souscription)
    }
  }
  return current
}
