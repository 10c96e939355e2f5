import type { Reconduction } from "@/generated/prisma/enums.ts"
import { addDays, addMonths, type CalendarDate } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"

export type Duree = {
  mois: number
  /** Last day of the market behind the service. */
  auPlusTard: CalendarDate | null
}

/** What follows that day, as the catalogue says it. */
type Suite = { reconduction: Reconduction | null; preavisMois: number | null }

/** The last day of so many months: the eve of the same day, or the end of a month that has no such day (Code de procédure civile, art. 641). */
export function termeOf(depuis: CalendarDate, { mois, auPlusTard }: Duree): CalendarDate {
  const same = addMonths(depuis, mois)
  const last = same.slice(8) === depuis.slice(8) ? addDays(same, -1) : same
  return auPlusTard !== null && auPlusTard < last ? auPlusTard : last
}

/** A market that is over can carry no convention that ends. */
export const checkDuree = ({ auPlusTard }: Duree, today: CalendarDate): Result<void, "marche-termine"> =>
  auPlusTard !== null && auPlusTard < today ? refuse("marche-termine", { le: formatDay(auPlusTard) }) : ok(undefined)

/** Null: nobody said how long. */
export function dureeWords(duree: (Duree & Suite) | null): string {
  if (duree === null) return "jusqu’à ce que l’une des parties y mette fin"
  const { mois, auPlusTard, reconduction, preavisMois } = duree
  const limite = auPlusTard ? `, au plus tard jusqu’au ${formatDay(auPlusTard)}, fin du marché de ce service` : ""
  const suites = {
    tacite: ` ; reconduite tacitement par périodes de ${mois} mois, sauf dénonciation par l’une des parties au moins ${preavisMois} mois avant son terme`,
    expresse: " ; renouvelable par un avenant signé des deux parties",
  }
  return `${mois} mois à compter de la signature des deux parties${limite}${reconduction === null ? "" : suites[reconduction]}`
}
