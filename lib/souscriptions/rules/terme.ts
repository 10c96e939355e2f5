import { addDays, addMonths, type CalendarDate } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { SouscriptionEtat } from "../types.ts"

export type Duree = {
  mois: number
  /** Last day of the market behind the service. */
  auPlusTard: CalendarDate | null
}

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
export function dureeWords(duree: Duree | null): string {
  if (duree === null) return "jusqu’à ce que l’une des parties y mette fin"
  const { mois, auPlusTard } = duree
  const limite = auPlusTard ? `, au plus tard jusqu’au ${formatDay(auPlusTard)}, fin du marché de ce service` : ""
  return `${mois} mois à compter de la signature des deux parties${limite}`
}

/** A last day that is told already, or past; null while it is far. `alertes`: the days before it at which it is told. */
export function nearTerme(
  { etat, terme }: { etat: SouscriptionEtat; terme: CalendarDate | null },
  today: CalendarDate,
  alertes: readonly number[],
): "bientot" | "passe" | null {
  if (terme === null || etat !== "en_service") return null
  if (terme < today) return "passe"
  return terme <= addDays(today, Math.max(0, ...alertes)) ? "bientot" : null
}
