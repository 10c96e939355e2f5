import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import type { Cents } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { CREANCE_LABELS, CREANCE_TRANSITIONS, type CreanceEtat, type RedevanceRefusal } from "../types.ts"
import { lastDayToAct } from "./prescription.ts"

export type Acte = "envoyer" | "paiement" | "contester" | "maintenir" | "abandonner"

export type CreanceSuivie = { etat: CreanceEtat; montant: Cents; paye: Cents; exigibleLe: CalendarDate }
export type Pas = { acte: Acte; jour: CalendarDate; echeance?: CalendarDate; montantPaye?: Cents }

/** The state after a step; a payment that leaves something due keeps the claim as it is. */
export function nextEtat(
  creance: CreanceSuivie,
  { acte, jour, echeance, montantPaye = 0n }: Pas,
  today: CalendarDate,
): Result<CreanceEtat, RedevanceRefusal> {
  if (jour > today) return refuse("date-future")
  if (acte === "envoyer") {
    const last = lastDayToAct(creance.exigibleLe)
    if (jour > last) return refuse("creance-prescrite", { depuis: formatDay(last) })
    if (echeance && echeance < jour) return refuse("echeance-avant")
  }
  if (acte === "paiement") {
    const reste = creance.montant - creance.paye
    if (montantPaye > reste) return refuse("paiement-trop-grand", { reste: formatAmount(reste) })
    if (creance.etat !== "envoyee" && creance.etat !== "contestee") return forbidden(creance.etat, "payee")
    return ok(montantPaye === reste ? "payee" : creance.etat)
  }
  const vers = TARGETS[acte]
  const allowed: readonly CreanceEtat[] = CREANCE_TRANSITIONS[creance.etat]
  return allowed.includes(vers) ? ok(vers) : forbidden(creance.etat, vers)
}

const TARGETS = {
  envoyer: "envoyee",
  contester: "contestee",
  maintenir: "envoyee",
  abandonner: "abandonnee",
} as const satisfies Record<Exclude<Acte, "paiement">, CreanceEtat>

const forbidden = (de: CreanceEtat, vers: CreanceEtat) =>
  refuse("transition-interdite", { de: CREANCE_LABELS[de], vers: CREANCE_LABELS[vers] })
