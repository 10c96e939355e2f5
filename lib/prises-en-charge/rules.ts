import type { PriseEnChargeEtat } from "@/generated/prisma/enums.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { addMonths } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { type Cents, type Decimal, percentOf, sumDecimals } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { Situation } from "./types.ts"

/** What a line costs, split between who pays a part of it and its beneficiary (`reste`): to the cent, in the order given. */
export function partager<P extends { part: Decimal }>(
  montant: Cents,
  parts: readonly P[],
): { parts: (P & { montant: Cents })[]; reste: Cents } {
  const reached = parts.map((_, index) =>
    percentOf(montant, sumDecimals(parts.slice(0, index + 1).map(({ part }) => ({ value: part })))),
  )
  return {
    parts: parts.map((one, index) => ({ ...one, montant: (reached[index] ?? 0n) - (reached[index - 1] ?? 0n) })),
    reste: montant - (reached.at(-1) ?? 0n),
  }
}

/** Months back that a declaration may begin: what was billed before stays as it is. */
const MONTHS_BACK = 12

type Dates = { depuis: CalendarDate; jusqua: CalendarDate | null }

export function checkDates(
  { depuis, jusqua }: Dates,
  today: CalendarDate,
): Result<void, "dates-inversees" | "depuis-passe"> {
  if (jusqua !== null && jusqua <= depuis) return refuse("dates-inversees", { debut: formatDay(depuis) })
  const limite = addMonths(today, -MONTHS_BACK)
  return depuis < limite ? refuse("depuis-passe", { limite: formatDay(limite) }) : ok(undefined)
}

type Body = { id: string; type: CollectiviteType; epciId: string | null }

/** An intercommunalité declares for its own communes; anybody else by the operator, who reads the act. */
export function checkOwnCommune(
  payeur: Body,
  beneficiaire: Body,
): Result<void, "pas-intercommunalite" | "beneficiaire-inconnu"> {
  if (payeur.type !== "epci") return refuse("pas-intercommunalite")
  return beneficiaire.epciId === payeur.id ? ok(undefined) : refuse("beneficiaire-inconnu")
}

/** Whether it counts is said by its dates, once accepted. */
export function situationOf(
  { etat, depuis, jusqua }: Dates & { etat: PriseEnChargeEtat },
  today: CalendarDate,
): Situation {
  if (etat === "refusee") return "refusee"
  if (etat === "proposee") return "declaree"
  if (jusqua !== null && jusqua <= today) return "terminee"
  return depuis > today ? "a_venir" : "en_cours"
}
