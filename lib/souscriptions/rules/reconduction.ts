import type { DenonciationCote, Reconduction } from "@/generated/prisma/enums.ts"
import { addDays, addMonths, type CalendarDate } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { COTE_LABELS, type SouscriptionEtat } from "../types.ts"
import { termeOf } from "./terme.ts"

/** What a convention says of its end. */
export type Clause = {
  etat: SouscriptionEtat
  terme: CalendarDate | null
  reconduction: Reconduction | null
  preavisMois: number | null
  dureeMois: number | null
  auPlusTard: CalendarDate | null
}

/** The last day after one more period; null where nothing follows: no last day, no period, or the market ends that day. */
export function prochainTerme({ terme, dureeMois, auPlusTard }: Omit<Clause, "etat">): CalendarDate | null {
  if (terme === null || dureeMois === null || (auPlusTard !== null && auPlusTard <= terme)) return null
  return termeOf(addDays(terme, 1), { mois: dureeMois, auPlusTard })
}

/** Whether it goes on by itself. */
export const seReconduit = (clause: Clause): boolean =>
  clause.reconduction === "tacite" && clause.etat === "en_service" && prochainTerme(clause) !== null

/**
 * The last day to say no: whole months of notice before the day that would begin the next period; that of the convention where only an
 * amendment renews it. Null: nothing to refuse.
 */
export function limiteOf({ terme, reconduction, preavisMois }: Omit<Clause, "etat">): CalendarDate | null {
  if (terme === null || reconduction === null) return null
  if (reconduction === "expresse" || preavisMois === null) return terme
  return addDays(addMonths(addDays(terme, 1), -preavisMois), -1)
}

type Dite = { cote: DenonciationCote } | null

/** One side says that it does not go on: in time, once, of what would. */
export function checkDenonciation(
  clause: Clause,
  denonciation: Dite,
  today: CalendarDate,
): Result<{ terme: CalendarDate }, "sans-reconduction" | "deja-denoncee" | "preavis-passe"> {
  const limite = limiteOf(clause)
  const { terme, etat } = clause
  if (etat !== "en_service" || terme === null || limite === null) return refuse("sans-reconduction")
  if (denonciation) return refuse("deja-denoncee", { cote: COTE_LABELS[denonciation.cote] })
  if (today <= limite) return ok({ terme })
  const suite = seReconduit(clause) ? prochainTerme(clause) : null
  return suite === null
    ? refuse("sans-reconduction")
    : refuse("preavis-passe", { limite: formatDay(limite), terme: formatDay(suite) })
}

/** As long as the other side could still have said no: later, it counts on that end. */
export function checkRenoncement(
  clause: Clause,
  denonciation: Dite,
  { cote, today }: { cote: DenonciationCote; today: CalendarDate },
): Result<void, "denonciation-inconnue" | "denonciation-autre-cote" | "denonciation-definitive"> {
  const limite = limiteOf(clause)
  if (!denonciation || limite === null) return refuse("denonciation-inconnue")
  if (denonciation.cote !== cote) return refuse("denonciation-autre-cote")
  return today <= limite ? ok(undefined) : refuse("denonciation-definitive", { limite: formatDay(limite) })
}

/** An amendment may renew what has a last day, does not renew itself, and was not refused. */
export function checkRenouvelable(
  { terme, reconduction }: Pick<Clause, "terme" | "reconduction">,
  denonciation: Dite,
): Result<{ terme: CalendarDate }, "pas-a-renouveler" | "convention-denoncee"> {
  if (terme === null || reconduction === "tacite") return refuse("pas-a-renouveler")
  return denonciation ? refuse("convention-denoncee", { cote: COTE_LABELS[denonciation.cote] }) : ok({ terme })
}

/** The last day that an amendment brings, so many months later; never beyond the market as it stands. */
export function renewedTerme(
  terme: CalendarDate,
  { mois, finMarche }: { mois: number; finMarche: CalendarDate | null },
): Result<CalendarDate, "marche-limite"> {
  const renewed = termeOf(addDays(terme, 1), { mois, auPlusTard: null })
  return finMarche !== null && renewed > finMarche ? refuse("marche-limite", { le: formatDay(finMarche) }) : ok(renewed)
}

/** Whether asking for an amendment that renews it makes sense. */
export const canRenew = (clause: Clause, denonciation: Dite): boolean =>
  clause.etat === "en_service" && checkRenouvelable(clause, denonciation).ok

/**
 * A last day that is told already, or past; null while it is far. `alertes`: the days at which it is told, before the last on which it
 * is still refused where it goes on by itself.
 */
export function nearTerme(clause: Clause, today: CalendarDate, alertes: readonly number[]): "bientot" | "passe" | null {
  const { terme, etat } = clause
  if (terme === null || etat !== "en_service") return null
  if (terme < today) return "passe"
  const echeance = (seReconduit(clause) ? limiteOf(clause) : null) ?? terme
  return echeance <= addDays(today, Math.max(0, ...alertes)) ? "bientot" : null
}

/** How its end is announced to both sides, as one sentence. */
export function suiteWords(clause: Clause, denonciation: Dite): string {
  const suite = prochainTerme(clause)
  const limite = limiteOf(clause)
  if (denonciation)
    return `Dénoncée par ${COTE_LABELS[denonciation.cote]}, elle ne se renouvelle pas : le service s’arrête ce jour-là.`
  if (clause.reconduction === "tacite" && suite !== null && limite !== null)
    return `Sans dénonciation au plus tard le ${formatDay(limite)}, elle est reconduite jusqu’au ${formatDay(suite)}.`
  if (clause.reconduction === "expresse" && clause.terme !== clause.auPlusTard)
    return "Elle se renouvelle par un avenant que les deux parties signent. Le service n’est pas coupé : il continue tant que l’opérateur ou la collectivité n’y met pas fin."
  return "Le service n’est pas coupé : il continue tant que l’opérateur ou la collectivité n’y met pas fin."
}
