import type { CategorieTva, Periodicite } from "@/lib/catalogue/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { Cents, Decimal } from "@/lib/platform/money.ts"

export const COMMANDE_GENRES = { initiale: "Première commande", ajout: "Ajout", retrait: "Retrait" } as const
export type CommandeGenre = keyof typeof COMMANDE_GENRES

/** The same as the trigger `transition` of commande. A rejected order may be sent again once corrected. */
export const COMMANDE_TRANSITIONS = {
  a_approuver: ["a_transmettre", "refusee", "annulee"],
  a_transmettre: ["transmise", "accusee", "rejetee", "annulee"],
  transmise: ["accusee", "rejetee"],
  accusee: ["realisee"],
  rejetee: ["a_transmettre", "annulee"],
  realisee: [],
  refusee: [],
  annulee: [],
} as const
export type CommandeEtat = keyof typeof COMMANDE_TRANSITIONS

export const COMMANDE_LABELS = {
  a_approuver: "à approuver",
  a_transmettre: "à transmettre",
  transmise: "transmise",
  accusee: "prise en charge",
  realisee: "réalisée",
  rejetee: "rejetée par le prestataire",
  refusee: "refusée",
  annulee: "annulée",
} as const satisfies Record<CommandeEtat, string>

/** Orders whose posts were never to be delivered: nothing of them is counted or billed. */
export const COMMANDES_SANS_SUITE = ["refusee", "annulee"] as const satisfies readonly CommandeEtat[]

export const COMPOSANT_LABELS = {
  a_installer: "à installer",
  active: "active",
  en_alerte: "en alerte",
  retire: "retirée",
} as const
export type ComposantEtat = keyof typeof COMPOSANT_LABELS

/** The same as the trigger `transition` of releve. */
export const RELEVE_TRANSITIONS = { a_verifier: ["applique", "ecarte"], applique: [], ecarte: [] } as const
export type ReleveEtat = keyof typeof RELEVE_TRANSITIONS

export const RELEVE_LABELS = {
  a_verifier: "à vérifier",
  applique: "appliqué",
  ecarte: "écarté",
} as const satisfies Record<ReleveEtat, string>

export const LIGNE_VERDICTS = {
  connu: "reconnu",
  inconnu: "poste inconnu",
  client_inconnu: "client inconnu",
  double: "en double",
  illisible: "illisible",
} as const
export type LigneVerdict = keyof typeof LIGNE_VERDICTS

/** A part of the service followed on each post. */
export type Composant = { code: string; nom: string; description: string }

/** One post as its member sees it; `etats` by code of component. */
export type Poste = {
  id: string
  numero: number
  nom: string
  site: string
  fonction: string
  commande: { genre: CommandeGenre; etat: CommandeEtat }
  retrait: { etat: CommandeEtat } | null
  /** First and last day billed; `debut` null while nothing is in service. */
  debut: CalendarDate | null
  fin: CalendarDate | null
  prix: PostePrix | null
  prixInstallation: Decimal | null
  etats: Readonly<Record<string, ComposantEtat>>
  /** The day the provider last spoke of it; null when it never did. */
  releveLe: CalendarDate | null
}

export type PostePrix = {
  prixUnitaire: Decimal
  periodicite: Periodicite
  categorieTva: CategorieTva
  tauxTva: Decimal
}

/** One line of a month: posts of one price over the same days. */
export type LigneFacture = {
  genre: "usage" | "installation"
  postes: readonly number[]
  prixUnitaire: Decimal
  du: CalendarDate
  au: CalendarDate
  jours: number
  joursDuMois: number
  montantHt: Cents
}
export type MoisFacture = { lignes: readonly LigneFacture[]; ht: Cents; tva: Cents; ttc: Cents }

export const ECART_LABELS = {
  facture_absent: "facturé, absent du relevé",
  facture_non_actif: "facturé, pas encore actif",
  actif_non_facture: "actif, plus ou pas encore facturé",
  inconnu: "inconnu du portail",
} as const
export type EcartGenre = keyof typeof ECART_LABELS
export type Ecart = { genre: EcartGenre; reference: string; nom: string; depuis: CalendarDate | null }
export type Comparaison = { factures: number; actifs: number; ecarts: readonly Ecart[] }

/** Rows of one form; a mairie that has more orders in several times. */
export const POSTES_MAX = 200

export const POSTES_REFUSALS = {
  "sans-poste": "Décrivez au moins un poste : son nom, son site et la fonction de la personne qui s'en sert.",
  "nom-en-double": "Deux postes portent le nom « {nom} » : donnez un nom à chacun.",
  "souscription-inconnue": "Cette souscription n'existe pas.",
  "pas-par-poste": "Ce service ne se commande pas par poste.",
  "deja-en-service": "Ce service est déjà en service : ajoutez des postes depuis la page de sa souscription.",
  "pas-en-service": "Le service n'est pas en service : les postes se changent une fois qu'il l'est.",
  "tarif-change":
    "Le prix a changé pendant que vous remplissiez le formulaire. Rechargez la page pour voir le nouveau coût : rien n'a été commandé.",
  "date-passee": "Choisissez aujourd'hui ou plus tard : un mois déjà commencé ne se refait pas.",
  "date-lointaine": "Choisissez une date avant le {limite}.",
  "poste-inconnu": "Ce poste n'existe pas.",
  "poste-deja-retire": "Ce poste est déjà retiré, au {le}.",
  "poste-pas-commande": "Ce poste n'est pas encore commandé : annulez plutôt son ajout.",
  "dernier-poste": "C'est le dernier poste : demandez à votre opérateur de terminer la souscription.",
  "avant-service": "Ce poste entre en service le {debut} : son dernier jour ne peut pas être avant.",
  "commande-inconnue": "Cette commande n'existe pas.",
  "commande-changee":
    "Cette commande a changé entre-temps : elle est maintenant « {etat} ». Rechargez la page : rien n'a été modifié.",
  "transition-interdite": "Une commande « {de} » ne peut pas devenir « {vers} ».",
  "premiere-commande": "La première commande suit la souscription : annulez ou refusez la souscription.",
} as const
export type PostesRefusal = keyof typeof POSTES_REFUSALS

export const RELEVE_REFUSALS = {
  "fichier-absent": "Choisissez le relevé du prestataire.",
  "fichier-trop-gros": "Ce relevé dépasse 5 Mo : ce n'est pas le fichier attendu.",
  "fichier-illisible": "Ce fichier n'est pas un CSV en UTF-8 : demandez un nouvel envoi au prestataire.",
  "colonnes-absentes": "La première ligne doit nommer les colonnes. Il manque : {colonnes}.",
  "date-absente": "Ce relevé ne dit pas à quelle date il a été fait (colonne releve_le).",
  "date-future": "Ce relevé est daté du {le}, dans le futur.",
  "plus-ancien": "Un relevé plus récent, du {le}, est déjà appliqué : celui-ci n'a pas été retenu.",
  "deja-recu": "Ce relevé a déjà été reçu, le {le}.",
  "service-inconnu": "Ce service n'est pas suivi par poste.",
  "releve-inconnu": "Ce relevé n'existe pas.",
  "deja-decide": "Ce relevé est déjà « {etat} » : rien n'a été modifié.",
  "fournisseur-absent": "Aucun point d'échange avec le prestataire n'est réglé : déposez le fichier.",
  "fournisseur-muet": "Le prestataire ne répond pas : {raison}. Réessayez plus tard ou déposez le fichier.",
} as const
export type ReleveRefusal = keyof typeof RELEVE_REFUSALS
