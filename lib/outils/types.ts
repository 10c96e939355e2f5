import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { SouscriptionEtat } from "@/lib/souscriptions/types.ts"

/** What a provider's list of accounts may weigh. */
export const LISTE_MAX_BYTES = 5 * 1024 * 1024

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

/** Accounts as the provider counts them, certificate and last use. */
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

/** One person's right to open a tool for a collectivité, in the tool's own words (`profil`). */
export type Droit = { id: string; profil: string; depuis: CalendarDate; jusqua: CalendarDate | null }

/** What one person asked of her own collectivité, and what came of it. */
export type MaDemande = { etat: DemandeEtat; poseeLe: Date; motif: string | null }

/** The same as the trigger `transition` of module_demande. */
export const DEMANDE_TRANSITIONS = { posee: ["accordee", "refusee"], accordee: [], refusee: [] } as const
export type DemandeEtat = keyof typeof DEMANDE_TRANSITIONS

/** How a tool knows who comes. */
export const CONNEXIONS = ["compte_propre", "federee"] as const
export type Connexion = (typeof CONNEXIONS)[number]
export const CONNEXION_LABELS = {
  compte_propre: "Comptes de l'outil : la personne s'y connecte elle-même",
  federee: "Connexion par le portail (OpenID Connect)",
} as const satisfies Record<Connexion, string>

/** Why a right has ended. */
export const FIN_LABELS = {
  retire: "retiré",
  echeance: "arrivé à sa date de fin",
  habilitation: "la personne n'est plus habilitée par la collectivité",
  service: "l'outil n'est plus en service",
} as const

/** A tool is told this many times that somebody left, over an hour and a half; then the staff read that it was not. */
export const SORTIE_ESSAIS = 9

/** Why a tool is told, in the words of who reads that it was not. */
export const SORTIE_LABELS = {
  session: "déconnexion du portail",
  droit: "accès terminé",
} as const

/** A use counts for this long, in months; then its day is erased. */
export const USAGE_MONTHS = 13

/** One tool as a person sees it for her collectivité. */
export type Outil = {
  slug: string
  nom: string
  aQuoiSert: string
  adresse: string | null
  tutoriel: string | null
  contact: string
  perturbation: string | null
  suspendu: boolean
  connexion: Connexion
  /** Hers; null when she may not open it. */
  droit: Droit | null
  demande: MaDemande | null
  /** Persons of the collectivité who may open it, and those who wait for an answer. */
  nommes: number
  posees: number
  /** The last day somebody opened it from here. */
  dernierUsageLe: CalendarDate | null
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
  "retour-manquant":
    "Une connexion par le portail demande l'adresse où elle commence et au moins une adresse de retour.",
  "sorties-reglees": "Plus aucune déconnexion ne reste à régler pour cet outil.",
  "profil-tenu": "Le profil « {profil} » est encore donné à {nombre} : gardez-le, ou retirez d'abord ces accès.",
  "fichier-absent": "Choisissez le fichier des comptes.",
  "fichier-trop-gros": "Ce fichier dépasse 5 Mo.",
  "fichier-illisible": "Ce fichier n'est pas un CSV en UTF-8 séparé par des points-virgules.",
  "colonnes-absentes": "Il manque des colonnes : {colonnes}.",
  "fichier-vide": "Ce fichier ne contient aucun compte qui se place.",
} as const
export type OutilRefusal = keyof typeof OUTIL_REFUSALS

/** What a person may meet when rights are given, taken away or asked for. */
export const DROIT_REFUSALS = {
  "outil-inconnu": "Cet outil n'existe pas.",
  "service-absent": "Cet outil n'est pas en service pour cette collectivité.",
  "personne-inconnue":
    "Cette personne n'est pas de l'équipe de la collectivité : invitez-la d'abord depuis la page Équipe.",
  "boite-partagee": "Un accès est nominatif : une boîte partagée n'en a pas.",
  "profil-inconnu": "Ce profil n'existe pas dans cet outil.",
  "periode-passee": "La fin vient après aujourd'hui : l'accès ne servirait pas.",
  "deja-donne":
    "Cette personne a déjà accès à cet outil. Pour changer son profil, retirez l'accès, puis donnez-le à nouveau.",
  "comptes-epuises":
    "L'adhésion comprend {nombre} pour cet outil, tous donnés. Retirez-en un, ou demandez-en davantage à l'opérateur.",
  "droit-inconnu": "Cet accès n'existe pas, ou il a déjà pris fin.",
  "demande-inconnue": "Cette demande n'existe pas, ou quelqu'un y a déjà répondu.",
  "deja-demande": "Vous l'avez déjà demandé : votre secrétariat doit répondre.",
  "deja-acces": "Vous avez déjà accès à cet outil.",
  "motif-manquant": "Dites pourquoi vous refusez.",
  "collectivite-inconnue": "Cette collectivité n'existe pas.",
} as const
export type DroitRefusal = keyof typeof DROIT_REFUSALS

/** Why a tool does not open, said where the person is. */
export const OUVERTURE_REFUSALS = {
  "outil-inconnu": "Cet outil n'existe pas, ou n'est pas proposé à votre collectivité.",
  "service-absent": "Cet outil n'est pas en service pour votre collectivité.",
  "droit-absent": "Vous n'avez pas accès à cet outil : la suite de la page dit comment l'avoir.",
  "outil-suspendu": "Cet outil est fermé pour le moment. {perturbation}",
  "arret-en-cours": "Cet outil est arrêté jusqu'au {fin}. {objet}",
  "adresse-absente": "L'opérateur n'a pas encore donné l'adresse de cet outil.",
  "outil-muet": "Cet outil ne répond pas en ce moment : ce n'est pas de votre fait. Réessayez dans quelques minutes.",
} as const
export type OuvertureRefusal = keyof typeof OUVERTURE_REFUSALS
