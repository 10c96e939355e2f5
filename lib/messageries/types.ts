import type { SouscriptionEtat } from "@/generated/prisma/enums.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"

export const BOITE_GENRES = {
  nominative: "Nominative",
  partagee: "Partagée",
  redirection: "Redirection",
} as const
export type BoiteGenre = keyof typeof BOITE_GENRES

/** The checklist of a zone, in the order that it is set up. */
export const CONTROLES = {
  mx: { nom: "MX", sert: "dit où arrive le courrier" },
  spf: { nom: "SPF", sert: "dit qui peut écrire au nom de la mairie" },
  dkim: { nom: "DKIM", sert: "signe chaque message" },
  dmarc: { nom: "DMARC", sert: "dit quoi faire d'un message qui ment" },
} as const
export type ControleGenre = keyof typeof CONTROLES
export const CONTROLE_GENRES = Object.keys(CONTROLES) as ControleGenre[]

export const CONTROLE_LABELS = {
  conforme: "conforme",
  absent: "absent",
  incorrect: "à corriger",
  injoignable: "pas de réponse",
} as const
export type ControleEtat = keyof typeof CONTROLE_LABELS

/** A name may be chosen while the service is asked for; nothing changes any more once it has ended. */
export const OPEN_ETATS = ["a_approuver", "approuvee", "en_service"] as const satisfies SouscriptionEtat[]
export const isOpen = (etat: SouscriptionEtat): boolean => OPEN_ETATS.some((one) => one === etat)

export type Constat = { genre: ControleGenre; etat: ControleEtat; constate: string }
/** What a resolver says of a name (lib/ports/dns.ts). */
export type Reponse = { ok: true; values: readonly string[] } | { ok: false; reason: "absent" | "muet" }
/** What the zone must say, as the provider gives it. */
export type Attendus = { mx: string; spf: string; dkimSelecteur: string }

/** From the old mailbox to the new ones: each step after the one before. */
export const ETAPES = [
  {
    code: "inventaire",
    nom: "Lister où l'ancienne adresse sert",
    qui: "la mairie",
    detail: "Sites, comptes, papier à en-tête, contacts de l'État.",
  },
  { code: "boites", nom: "Créer les boîtes", qui: "le prestataire", detail: "D'après la liste ci-dessus." },
  {
    code: "reprise",
    nom: "Reprendre les messages et les contacts",
    qui: "le prestataire",
    detail: "De l'ancienne boîte vers la nouvelle.",
  },
  {
    code: "redirection",
    nom: "Faire suivre l'ancienne adresse",
    qui: "la mairie",
    detail: "Rien ne doit se perdre pendant le passage.",
  },
  {
    code: "bascule",
    nom: "Basculer",
    qui: "le prestataire",
    detail: "Le jour dit, la zone conforme : le courrier arrive dans les nouvelles boîtes.",
  },
  {
    code: "annonce",
    nom: "Prévenir les correspondants",
    qui: "la mairie",
    detail: "Préfecture, comptable, administrés, fournisseurs.",
  },
  { code: "formation", nom: "Se former", qui: "l'opérateur", detail: "Une séance pour ceux qui ouvrent une boîte." },
  { code: "fermeture", nom: "Fermer l'ancienne boîte", qui: "la mairie", detail: "Quand plus rien n'y arrive." },
] as const
export type Etape = (typeof ETAPES)[number]
export type EtapeCode = Etape["code"]

/** Several where communes that each had theirs became one: each keeps its domain name. */
export type MessagerieChoix = { souscriptionId: string; nom: string | null }

export type MessagerieFile = {
  id: string
  souscriptionId: string
  version: number
  nom: string | null
  nomLibre: boolean | null
  nomVerifieLe: Date | null
  ancienneAdresse: string | null
  attendus: Attendus | null
  basculeLe: CalendarDate | null
  formationLe: CalendarDate | null
  boites: { id: string; adresse: string; genre: BoiteGenre; usage: string }[]
  controles: (Constat & { controleLe: Date })[]
  etapes: { code: string; faiteLe: Date }[]
}

export const MESSAGERIE_REFUSALS = {
  "sans-souscription": "Demandez d'abord la messagerie au catalogue des services.",
  "nom-invalide":
    "Un nom de domaine s'écrit en lettres sans accent, chiffres et tirets, par exemple mairie-exemple.fr.",
  "nom-generique": "« {nom} » est celui d'un fournisseur de messagerie : choisissez un nom à vous.",
  "nom-muet": "Les serveurs de noms ne répondent pas : rien n'a été enregistré. Réessayez dans quelques minutes.",
  "nom-manquant": "Choisissez d'abord le nom de domaine.",
  "nom-bascule": "La bascule est faite : le nom ne change plus ici.",
  "adresse-invalide": "Une adresse s'écrit en lettres sans accent, chiffres, points et tirets, par exemple accueil.",
  "adresse-prise": "Cette adresse existe déjà.",
  "boite-inconnue": "Cette boîte n'existe pas.",
  "messagerie-inconnue": "Cette messagerie n'existe pas.",
  "messagerie-terminee": "Cette messagerie n'est plus celle de cette collectivité : rien n'y change plus.",
  "deja-changee": "Cette messagerie a changé entre-temps. Rechargez la page : rien n'a été modifié.",
  "attendus-manquants": "Le prestataire n'a pas encore donné ce que la zone doit contenir.",
  "etape-inconnue": "Cette étape n'existe pas.",
  "etape-autre": "Cette étape est celle d'un autre : {qui} la dira faite.",
  "etape-faite": "Cette étape est déjà faite.",
  "etape-trop-tot": "Il reste à faire avant : {avant}.",
  "zone-non-conforme": "La bascule attend une zone conforme : {restants}.",
  "sans-boite": "Décrivez au moins une boîte avant de la créer.",
  "bascule-sans-date": "Fixez d'abord la date de bascule.",
} as const
export type MessagerieRefusal = keyof typeof MESSAGERIE_REFUSALS
