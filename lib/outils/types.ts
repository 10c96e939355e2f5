import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { SouscriptionEtat } from "@/lib/souscriptions/types.ts"

export type Arret = { id: string; debut: Date; fin: Date; objet: string }

/** A new version of a tool, as it comes to one collectivité. */
export type Montee = {
  id: string
  titre: string
  apporte: string
  guide: string | null
  prevueLe: CalendarDate
  etat: MonteeEtat
}

/** Accounts, certificate and last use. */
export type Acces = {
  comptes: number
  identifiant: string | null
  certificatJusqua: CalendarDate | null
  dernierUsageLe: CalendarDate | null
}

/** A certificate that has reached a notice of its end. */
export type CertificatQuiFinit = {
  collectiviteId: string
  publicId: string
  collectivite: string
  /** A body that the collectivité took over; null when it is its own. */
  titulaire: string | null
  slug: string
  outil: string
  contact: string
  jusqua: CalendarDate
  objetId: string
  /** Days before the end of the last notice; null while none was. */
  dernier: number | null
}

/** In the order of the screens. */
export const MONTEE_ETATS = ["a_faire", "faite", "reportee", "en_difficulte"] as const
export type MonteeEtat = (typeof MONTEE_ETATS)[number]

export const MONTEE_LABELS = {
  a_faire: "À faire",
  faite: "Faite",
  reportee: "Reportée",
  en_difficulte: "En difficulté",
} as const satisfies Record<MonteeEtat, string>

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
  /** New versions that wait for this collectivité. */
  montees: readonly Montee[]
}

export const OUTIL_REFUSALS = {
  "outil-inconnu": "Cet outil n'existe pas.",
  "periode-inversee": "L'arrêt finit avant de commencer.",
  "arret-passe": "Un arrêt s'annonce avant qu'il finisse.",
  "arret-inconnu": "Cet arrêt n'existe pas, ou est déjà annulé.",
  "montee-inconnue": "Cette montée de version n'existe pas.",
  "vague-vide": "Aucune collectivité ne reste à placer dans cette vague.",
  "vague-faite": "Plus rien n'est à faire dans cette vague.",
  "sans-vague": "Cette collectivité n'est dans aucune vague de cette montée de version.",
  "reprise-inconnue": "Ces comptes n'existent pas, ou quelqu'un a déjà décidé de leur suite.",
  "collectivite-inconnue": "Cette collectivité n'existe pas.",
} as const
export type OutilRefusal = keyof typeof OUTIL_REFUSALS
