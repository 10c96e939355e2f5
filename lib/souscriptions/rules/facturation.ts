import type { Prorata, Revision } from "@/lib/catalogue/types.ts"
import { addDays, addMonths, type CalendarDate, calendarDate, daysBetween, yearOf } from "@/lib/platform/dates.ts"
import { type Cents, priceOf, priceOfPart } from "@/lib/platform/money.ts"
import type { Prix } from "../types.ts"

/** Units in service over the same days, both ends included. */
export type Lot = { quantite: number; debut: CalendarDate; fin: CalendarDate | null }
/** A price from that day on; the first of a list counts before its own day too. */
export type VersionPrix = Prix & { depuis: CalendarDate }
/** Whole months, both ends included. */
export type Periode = { du: CalendarDate; au: CalendarDate }

/** What one line of a titre will say: units, price, and the part of a period that they were in service. */
export type LigneUsage = Periode & {
  quantite: number
  prix: VersionPrix
  /** Whole months; 0 for a part of one, or a price paid once. */
  mois: number
  /** Days of one month, by day; null otherwise. */
  jours: { nombre: number; sur: number } | null
  montantHt: Cents
}

/**
 * What units cost over a period, each line rounded once (half up). A change of price cuts the line: on its day by days, otherwise
 * with the next month begun. A yearly price is a twelfth a month; one paid once is due the month its units begin.
 */
export function computeUsage(
  lots: readonly Lot[],
  versions: readonly VersionPrix[],
  prorata: Prorata,
  periode: Periode,
): LigneUsage[] {
  const groups = new Map<string, Run & { quantite: number }>()
  for (const lot of lots) {
    for (const run of runsOf(lot, versions, prorata, periode)) {
      const key = [run.du, run.au, run.prix.depuis, run.mois, run.jours?.nombre].join()
      const known = groups.get(key)
      if (known) known.quantite += lot.quantite
      else groups.set(key, { ...run, quantite: lot.quantite })
    }
  }
  return [...groups.values()]
    .map((group) => ({ ...group, montantHt: amountOf(group) }))
    .sort((a, b) => a.du.localeCompare(b.du) || a.au.localeCompare(b.au))
}

type Run = Omit<LigneUsage, "quantite" | "montantHt">

function amountOf({ quantite, prix, mois, jours }: Run & { quantite: number }): Cents {
  if (prix.periodicite === "unique") return priceOf(quantite, prix.prixUnitaire)
  const months = prix.periodicite === "an" ? 12n : 1n
  return jours
    ? priceOfPart(quantite, prix.prixUnitaire, BigInt(jours.nombre), BigInt(jours.sur) * months)
    : priceOfPart(quantite, prix.prixUnitaire, BigInt(mois), months)
}

function runsOf(lot: Lot, versions: readonly VersionPrix[], prorata: Prorata, periode: Periode): Run[] {
  const once = priceAt(versions, lot.debut)
  if (once?.periodicite === "unique")
    return lot.debut >= periode.du && lot.debut <= periode.au
      ? [{ du: lot.debut, au: lot.debut, prix: once, mois: 0, jours: null }]
      : []
  const runs: Run[] = []
  for (const first of monthsOf(periode)) {
    for (const run of runsOfMonth(lot, versions, prorata, first)) {
      const last = runs.at(-1)
      if (last && last.mois > 0 && run.mois > 0 && last.prix === run.prix && addDays(last.au, 1) === run.du)
        runs[runs.length - 1] = { ...last, au: run.au, mois: last.mois + 1 }
      else runs.push(run)
    }
  }
  return runs
}

function runsOfMonth(lot: Lot, versions: readonly VersionPrix[], prorata: Prorata, first: CalendarDate): Run[] {
  const last = lastOf(first)
  const days = inService(lot, first, last)
  const whole = (day: CalendarDate): Run[] => {
    const prix = priceAt(versions, day)
    return prix ? [{ du: first, au: last, prix, mois: 1, jours: null }] : []
  }
  if (prorata === "annee_entiere") {
    const year = yearOf(first)
    return yearOf(lot.debut) <= year && (lot.fin === null || yearOf(lot.fin) >= year) ? whole(first) : []
  }
  if (days === null) return []
  if (prorata === "annee_pleine_suivante" && yearOf(lot.debut) === yearOf(first)) return []
  if (prorata !== "jours_reels") return whole(days.du)
  const sur = daysBetween(first, last) + 1
  return cut(days, versions).map(({ du, au, prix }) => {
    const nombre = daysBetween(du, au) + 1
    return nombre === sur ? { du, au, prix, mois: 1, jours: null } : { du, au, prix, mois: 0, jours: { nombre, sur } }
  })
}

/** The days at each price. */
function cut({ du, au }: Periode, versions: readonly VersionPrix[]): (Periode & { prix: VersionPrix })[] {
  const changes = versions.map(({ depuis }) => depuis).filter((day) => day > du && day <= au)
  return [du, ...changes].flatMap((start, index) => {
    const prix = priceAt(versions, start)
    const next = changes[index]
    return prix ? [{ du: start, au: next ? addDays(next, -1) : au, prix }] : []
  })
}

/** Versions in order of their days. */
export const priceAt = <V extends { depuis: CalendarDate }>(versions: readonly V[], day: CalendarDate): V | null =>
  versions.findLast(({ depuis }) => depuis <= day) ?? versions[0] ?? null

function inService({ debut, fin }: Lot, first: CalendarDate, last: CalendarDate): Periode | null {
  const du = debut > first ? debut : first
  const au = fin !== null && fin < last ? fin : last
  return du > au ? null : { du, au }
}

const lastOf = (first: CalendarDate): CalendarDate => addDays(addMonths(first, 1), -1)

function monthsOf({ du, au }: Periode): CalendarDate[] {
  const months: CalendarDate[] = []
  for (let first = calendarDate(`${du.slice(0, 7)}-01`); first <= au; first = addMonths(first, 1)) months.push(first)
  return months
}

/** Months begun of a period: what a yearly bound is counted with. */
export const countMonths = (periode: Periode): number => monthsOf(periode).length

type Change = { depuis: CalendarDate; quantite: number }

/** The units of a souscription as lots: what is added begins with its change, what is taken away is the last that came. */
export function lotsOf(
  premiere: number,
  changes: readonly Change[],
  debut: CalendarDate,
  fin: CalendarDate | null,
): Lot[] {
  const done: Lot[] = []
  const open: Lot[] = [{ quantite: premiere, debut, fin }]
  for (const { depuis, quantite } of changes) {
    let gap = quantite - open.reduce((total, lot) => total + lot.quantite, 0)
    if (gap > 0) open.push({ quantite: gap, debut: depuis > debut ? depuis : debut, fin })
    while (gap < 0) {
      const last = open.pop()
      if (!last) break
      const taken = Math.min(last.quantite, -gap)
      if (taken < last.quantite) open.push({ ...last, quantite: last.quantite - taken })
      done.push({ ...last, quantite: taken, fin: addDays(depuis, -1) })
      gap += taken
    }
  }
  return [...open, ...done].filter((lot) => lot.quantite > 0 && (lot.fin === null || lot.fin >= lot.debut))
}

/** When a price voted for `depuis` reaches what runs already, by the rule of its service. */
export function reachesOn(depuis: CalendarDate, revision: Revision): CalendarDate | null {
  if (revision === "jamais") return null
  if (revision === "a_sa_date" || depuis.endsWith("-01-01")) return depuis
  return calendarDate(`${yearOf(depuis) + 1}-01-01`)
}
