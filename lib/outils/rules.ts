import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { Outil, OuvertureRefusal } from "./types.ts"

export type Usage = "utilise" | "jamais_utilise" | "demande" | "a_ouvrir"

type Used = Pick<Outil, "acces" | "reprises" | "dernierUsageLe">

/** The last day that a collectivité used a tool, as the portal saw it or as the provider says. */
export function lastUsageOf({ acces, reprises, dernierUsageLe }: Used): CalendarDate | null {
  const days = [dernierUsageLe, ...[acces, ...reprises].map((one) => one?.dernierUsageLe ?? null)]
  return (
    days
      .filter((day) => day !== null)
      .sort()
      .at(-1) ?? null
  )
}

/** What a collectivité does with a tool that its membership covers. */
export function usageOf({ souscription, ...outil }: Used & Pick<Outil, "souscription">): Usage {
  if (souscription?.etat === "en_service") return lastUsageOf(outil) ? "utilise" : "jamais_utilise"
  return souscription ? "demande" : "a_ouvrir"
}

/** Where a tool stands for one person: hers, her collectivité's, or nobody's yet. */
export type Place = "a_moi" | "sans_moi" | "a_decouvrir"

export function placeOf({ souscription, droit }: Pick<Outil, "souscription" | "droit">): Place {
  if (souscription?.etat !== "en_service") return "a_decouvrir"
  return droit ? "a_moi" : "sans_moi"
}

type Opening = Pick<Outil, "souscription" | "droit" | "suspendu" | "perturbation" | "arrets" | "adresse">

/** Whether this person may open this tool at this instant; what is hers to ask for is said before what is nobody's fault. */
export function checkOuverture(outil: Opening, now: Date): Result<{ adresse: string }, OuvertureRefusal> {
  const { souscription, droit, suspendu, perturbation, arrets, adresse } = outil
  if (souscription?.etat !== "en_service") return refuse("service-absent")
  if (!droit) return refuse("droit-absent")
  if (suspendu) return refuse("outil-suspendu", { perturbation: perturbation ?? "" })
  const arret = arrets.find(({ debut, fin }) => debut <= now && now < fin)
  if (arret) return refuse("arret-en-cours", { fin: formatInstant(arret.fin), objet: arret.objet })
  return adresse ? ok({ adresse }) : refuse("adresse-absente")
}

export type Certificat = "aucun" | "valide" | "bientot" | "expire"

/** `alertes`: the days before its end at which it is told, as the operator set them. */
export function certificatOf(jusqua: CalendarDate | null, today: CalendarDate, alertes: readonly number[]): Certificat {
  if (jusqua === null) return "aucun"
  if (jusqua < today) return "expire"
  return jusqua <= addDays(today, Math.max(0, ...alertes)) ? "bientot" : "valide"
}

type Initiation = { issuer: string; hint: string; target: string }

/** Third-party initiated login (OpenID Connect Core 1.0 § 4): the tool then asks the portal, which knows who is there. */
export function initiationUrl(initiation: string, { issuer, hint, target }: Initiation): string {
  const url = new URL(initiation)
  url.searchParams.set("iss", issuer)
  url.searchParams.set("login_hint", hint)
  url.searchParams.set("target_link_uri", target)
  return url.href
}

/** Where a tool leads who has left it, with what it gave to find her again; null for an address that is none of its own. */
export function sortieUrl(retour: string | undefined, allowed: readonly string[], state?: string): string | null {
  if (retour === undefined || !allowed.includes(retour)) return null
  const url = new URL(retour)
  if (state !== undefined) url.searchParams.set("state", state)
  return url.href
}
