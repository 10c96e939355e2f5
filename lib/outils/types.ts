import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { SouscriptionEtat } from "@/lib/souscriptions/types.ts"

/** Before its end, in days: long enough to order the next one. */
export const CERTIFICAT_DAYS = 60

export type Arret = { id: string; debut: Date; fin: Date; objet: string }

/** Accounts, certificate and last use. */
export type Acces = {
  comptes: number
  identifiant: string | null
  certificatJusqua: CalendarDate | null
  dernierUsageLe: CalendarDate | null
}

/** One tool as a collectivité sees it. */
export type Outil = {
  slug: string
  nom: string
  aQuoiSert: string
  adresse: string | null
  tutoriel: string | null
  contact: string
  perturbation: string | null
  souscription: { id: string; etat: SouscriptionEtat } | null
  acces: Acces | null
  /** Still in the name of bodies that it took over. */
  reprises: readonly (Acces & { titulaire: string })[]
  arrets: readonly Arret[]
}

export const OUTIL_REFUSALS = {
  "outil-inconnu": "Cet outil n'existe pas.",
  "periode-inversee": "L'arrêt finit avant de commencer.",
  "arret-passe": "Un arrêt s'annonce avant qu'il finisse.",
  "arret-inconnu": "Cet arrêt n'existe pas, ou est déjà annulé.",
  "reprise-inconnue": "Ces comptes n'existent pas, ou quelqu'un a déjà décidé de leur suite.",
  "collectivite-inconnue": "Cette collectivité n'existe pas.",
} as const
export type OutilRefusal = keyof typeof OUTIL_REFUSALS
