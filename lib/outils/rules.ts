import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"
import { CERTIFICAT_DAYS, type Outil } from "./types.ts"

export type Usage = "utilise" | "jamais_utilise" | "demande" | "a_ouvrir"

/** What a collectivité does with a tool that its membership covers. */
export function usageOf({ souscription, acces, reprises }: Pick<Outil, "souscription" | "acces" | "reprises">): Usage {
  const used = [acces, ...reprises].some((one) => one?.dernierUsageLe)
  if (souscription?.etat === "en_service") return used ? "utilise" : "jamais_utilise"
  return souscription ? "demande" : "a_ouvrir"
}

export type Certificat = "aucun" | "valide" | "bientot" | "expire"

export function certificatOf(jusqua: CalendarDate | null, today: CalendarDate): Certificat {
  if (jusqua === null) return "aucun"
  if (jusqua < today) return "expire"
  return jusqua <= addDays(today, CERTIFICAT_DAYS) ? "bientot" : "valide"
}
