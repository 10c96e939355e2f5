import { addMonths, type CalendarDate } from "@/lib/platform/dates.ts"
import { formatInteger } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { Maturite } from "../types.ts"

export type Conditionne = {
  maturite: Maturite
  populationMin: number | null
  populationMax: number | null
  capacite: number | null
}

/** What a service asks for, as it stands for one collectivité today. */
export type Conditions = {
  /** Null for a body without population of its own. */
  habitants: number | null
  placesPrises: number
  /** It already has a place: what it asks for takes no other. */
  servie: boolean
  prerequis: readonly { nom: string; slug: string; enService: boolean }[]
  /** The try-out under way in which this collectivité was chosen. */
  experimentation: { jusqua: CalendarDate } | null
}

type Refusal = "experimentation-fermee" | "population-hors" | "prerequis-manquant" | "complet"

/** Beyond type and membership: try-outs, population, prerequisites, room. */
export function checkConditions(service: Conditionne, conditions: Conditions): Result<void, Refusal> {
  const { habitants, prerequis, placesPrises, servie, experimentation } = conditions
  if (service.maturite === "experimente" && !experimentation) return refuse("experimentation-fermee")
  if (!isWithin(service, habitants)) return refuse("population-hors", { bornes: boundsWords(service) })
  const missing = prerequis.filter(({ enService }) => !enService).map(({ nom }) => nom)
  if (missing.length > 0) return refuse("prerequis-manquant", { manquants: missing.join(", ") })
  if (service.capacite !== null && !servie && placesPrises >= service.capacite)
    return refuse("complet", { capacite: formatInteger(service.capacite) })
  return ok(undefined)
}

type Bounds = Pick<Conditionne, "populationMin" | "populationMax">

/** Both bounds included; a body without population is not judged on it. */
export const isWithin = ({ populationMin, populationMax }: Bounds, habitants: number | null): boolean =>
  habitants === null ||
  ((populationMin === null || habitants >= populationMin) && (populationMax === null || habitants <= populationMax))

/** "de 1 000 à 3 500 habitants" */
export function boundsWords({ populationMin, populationMax }: Bounds): string {
  if (populationMin !== null && populationMax !== null)
    return `de ${formatInteger(populationMin)} à ${formatInteger(populationMax)} habitants`
  if (populationMin !== null) return `de ${formatInteger(populationMin)} habitants et plus`
  if (populationMax !== null) return `de ${formatInteger(populationMax)} habitants au plus`
  return "de toute taille"
}

/** Whether a contract ends soon enough that everybody must know: `alerteMois` months before its last day. */
export const isEnding = (jusqua: CalendarDate, alerteMois: number, today: CalendarDate): boolean =>
  addMonths(today, alerteMois) >= jusqua
