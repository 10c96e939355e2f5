import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"
import type { Outil } from "./types.ts"

export type Usage = "utilise" | "jamais_utilise" | "demande" | "a_ouvrir"

/** What a collectivité does with a tool that its membership covers. */
export function usageOf({ souscription, acces, reprises }: Pick<Outil, "souscription" | "acces" | "reprises">): Usage {
  const used = [acces, ...reprises].some((one) => one?.dernierUsageLe)
  if (souscription?.etat === "en_service") return used ? "utilise" : "jamais_utilise"
  return souscription ? "demande" : "a_ouvrir"
}

export type Certificat = "aucun" | "valide" | "bientot" | "expire"

/** `alertes`: the days before its end at which it is told, as the operator set them. */
export function certificatOf(jusqua: CalendarDate | null, today: CalendarDate, alertes: readonly number[]): Certificat {
  if (jusqua === null) return "aucun"
  if (jusqua < today) return "expire"
  return jusqua <= addDays(today, Math.max(0, ...alertes)) ? "bientot" : "valide"
}

/**
 * The notice that is due of one certificate, by its days before the end, 0 once past; null when none is. `dernier` is the last that
 * was told: a worker that slept tells only the nearest, and what the operator sets anew repeats nothing.
 */
export function certificatAlerte(
  { jusqua, dernier }: { jusqua: CalendarDate; dernier: number | null },
  today: CalendarDate,
  alertes: readonly number[],
): number | null {
  const reached = jusqua < today ? [0] : alertes.filter((days) => jusqua <= addDays(today, days))
  if (reached.length === 0) return null
  const nearest = Math.min(...reached)
  return dernier === null || nearest < dernier ? nearest : null
}
