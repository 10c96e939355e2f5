import type { AvenantDemandeEtat, AvenantEtat, DenonciationCote, DevisEtat } from "@/generated/prisma/enums.ts"
import type { BandePrix } from "@/lib/catalogue/rules/grille.ts"
import type {
  CategorieTva,
  Periodicite,
  Prorata,
  Revision,
  TarifAssiette,
  TarifGenre,
  TarifMode,
} from "@/lib/catalogue/types.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { Cents, Decimal } from "@/lib/platform/money.ts"

export const SOUSCRIPTION_ETATS = ["a_approuver", "approuvee", "en_service", "refusee", "annulee", "terminee"] as const
export type SouscriptionEtat = (typeof SOUSCRIPTION_ETATS)[number]

/** The same as the trigger `transition` of the table. */
export const SOUSCRIPTION_TRANSITIONS = {
  a_approuver: ["approuvee", "refusee", "annulee"],
  approuvee: ["en_service", "annulee"],
  en_service: ["terminee"],
  refusee: [],
  annulee: [],
  terminee: [],
} as const satisfies Record<SouscriptionEtat, readonly SouscriptionEtat[]>

/** The same as the trigger `transition` of the table: a change of what was agreed, signed by both sides. */
export const AVENANT_TRANSITIONS = {
  a_signer: ["applique", "abandonne"],
  applique: [],
  abandonne: [],
} as const satisfies Record<AvenantEtat, readonly AvenantEtat[]>

/** The same as the trigger `transition` of the table: a change that the member asks for. */
export const AVENANT_DEMANDE_TRANSITIONS = {
  a_approuver: ["demandee", "refusee", "annulee"],
  demandee: ["etablie", "refusee", "annulee"],
  etablie: [],
  refusee: [],
  annulee: [],
} as const satisfies Record<AvenantDemandeEtat, readonly AvenantDemandeEtat[]>

export const AVENANT_DEMANDE_LABELS = {
  a_approuver: "à approuver",
  demandee: "chez l’opérateur",
  etablie: "avenant établi",
  refusee: "refusée",
  annulee: "annulée",
} as const satisfies Record<AvenantDemandeEtat, string>

/** The same as the trigger `transition` of the table: the operator's offer for what is on quote. */
export const DEVIS_TRANSITIONS = {
  propose: ["accepte", "refuse", "echu", "retire"],
  accepte: [],
  refuse: [],
  echu: [],
  retire: [],
} as const satisfies Record<DevisEtat, readonly DevisEtat[]>

export const DEVIS_LABELS = {
  propose: "à accepter",
  accepte: "accepté",
  refuse: "refusé",
  echu: "échu",
  retire: "retiré",
} as const satisfies Record<DevisEtat, string>

/** One side does not go on after the last day of its convention. */
export type Denonciation = {
  id: string
  cote: DenonciationCote
  terme: CalendarDate
  motif: string
  le: Date
  /** Null to those who may not know the name. */
  par: string | null
}

export const COTE_LABELS = {
  collectivite: "la collectivité",
  operateur: "l’opérateur",
} as const satisfies Record<DenonciationCote, string>

export const ETAT_LABELS = {
  a_approuver: "à approuver",
  approuvee: "à mettre en service",
  en_service: "en service",
  refusee: "refusée",
  annulee: "annulée",
  terminee: "terminée",
} as const satisfies Record<SouscriptionEtat, string>

/** The price that a souscription keeps. */
export type Prix = { prixUnitaire: Decimal; periodicite: Periodicite; categorieTva: CategorieTva; tauxTva: Decimal }

/** The operator's offer for a service or an option on quote: it never changes, and is accepted, refused or lapses. */
export type DevisPropose = {
  id: string
  rang: number
  etat: DevisEtat
  /** The option it is for; null for the service itself. */
  optionId: string | null
  contenu: string
  quantite: number
  unite: string
  prix: Prix
  /** Last day on which it may be accepted. */
  valableJusquau: CalendarDate
  documentId: string | null
  creeLe: Date
  decideLe: Date | null
  motif: string | null
}

/** Options that a change adds, at the price of the day, and takes away. */
export type Changements = { ajouts: OptionPrise[]; retraits: OptionSouscrite[] }

/** What a member wants changed, as she asked for it. */
export type AvenantDemande = {
  id: string
  etat: AvenantDemandeEtat
  quantiteAvant: number
  quantiteApres: number
  changements: Changements
  effetLe: CalendarDate
  /** Months asked for after the last day of the convention. */
  prolongeMois: number | null
  motif: string
  demandeLe: Date
  demandeParId: string
  reponse: string | null
  /** The act that answers it. */
  acteId: string | null
}

export type Montants = { ht: Cents; tva: Cents; ttc: Cents }

/** An option asked for with its service or added since, at the price of that day; without one, on quote. */
export type OptionPrise = {
  optionId: string
  nom: string
  quantite: number
  unite: string | null
  prix: Prix | null
  /** Null: from the first day of its service. */
  depuis: CalendarDate | null
  /** First day without it; null as long as its service runs. */
  jusqua: CalendarDate | null
}

/** One that is stored: what an amendment takes away, what a quote is for. */
export type OptionSouscrite = OptionPrise & { id: string }

/** What a price was found with, the day it was asked for. */
export type BaseTarif = {
  genre: "municipale" | "totale"
  millesime: number
  habitants: number
  /** In words; null where the price is the same for all. */
  bande: string | null
}

/** What a request comes to: its service, null when covered or on quote, and its options. */
export type Achat = { quantite: number; prix: Prix | null; options: readonly OptionPrise[] }

/** Sums of what has a price; null where nothing is paid so. */
export type Total = { parMois: Montants | null; parAn: Montants | null; unique: Montants | null }

/** A price paid once has neither month nor year. */
export type Cout =
  | { parMois: Montants; parAn: Montants; unique: null }
  | { parMois: null; parAn: null; unique: Montants }

/** A dated price of a service; bounds in cents over a year, as text. */
export type TarifDate = Prix & {
  id: string
  genre: TarifGenre
  unite: string
  depuis: CalendarDate
  minimum: string | null
  maximum: string | null
  bandes: BandePrix[] | null
  assiette: TarifAssiette
}

/** All that a souscription's cost over a period is found with. */
export type Facturable = {
  id: string
  beneficiaireId: string
  beneficiaireType: CollectiviteType
  beneficiaireNom: string
  habitants: number | null
  service: { id: string; nom: string; pilierId: string; prorata: Prorata; revision: Revision }
  /** As frozen when it was asked for; null: on quote, or covered. */
  prix: Prix | null
  prixDepuis: CalendarDate
  tarifId: string | null
  quantite: number
  avenants: { effetLe: CalendarDate; avant: number; apres: number }[]
  debut: CalendarDate
  fin: CalendarDate | null
  /** It goes on from that of a body that disappeared: what was put in place there is not put in place again. */
  reprise: boolean
  /** Null for a service that is not sold by the workstation. */
  postes: PosteFacturable[] | null
  options: OptionPrise[]
  /** What an accepted quote counts by. */
  unite: string | null
  tarifs: TarifDate[]
  convention: string | null
  numeroEngagement: string | null
  codeService: string | null
}

export type PosteFacturable = {
  debut: CalendarDate | null
  fin: CalendarDate | null
  prix: Prix | null
  prixInstallation: string | null
}

/** What a souscription waits for, on the staff's list. */
export const ATTENTES = ["avenant", "terme", "fin"] as const

export const ATTENTE_LABELS = {
  avenant: "un avenant demandé",
  terme: "son terme, proche ou passé",
  fin: "son arrêt, dénoncée",
} as const satisfies Record<(typeof ATTENTES)[number], string>

export const QUANTITE_MAX = 9999

export const SOUSCRIPTION_REFUSALS = {
  "service-inconnu": "Ce service n'est plus au catalogue. Rien n'a été demandé.",
  "service-ferme": "Ce service n'est pas encore ouvert : il ne peut pas être demandé pour le moment.",
  "type-non-eligible": "Ce service ne s'adresse pas à ce type de collectivité.",
  "population-hors": "Ce service s'adresse aux collectivités {bornes}.",
  complet:
    "Ce service a atteint sa capacité : {capacite} collectivités. Votre opérateur vous dira quand une place se libère.",
  "prerequis-manquant": "Ce service demande d'abord : {manquants}. Mettez-le en service avant de demander celui-ci.",
  "experimentation-fermee":
    "Ce service est en expérimentation : il n'est ouvert qu'aux collectivités choisies, pour le temps voté par le comité syndical.",
  "non-adherente": "Votre collectivité n'est pas adhérente : elle ne peut pas souscrire ce service.",
  "deja-demandee":
    "Une demande pour ce service attend déjà, depuis le {depuis}. Annulez-la d'abord si elle doit changer.",
  "deja-ouverte": "Ce service est déjà ouvert pour votre collectivité, sans autre coût.",
  "tarif-change":
    "Le prix a changé pendant que vous remplissiez le formulaire. Rechargez la page pour voir le nouveau coût : rien n'a été demandé.",
  "option-inconnue":
    "Une des options choisies n'est plus proposée. Rechargez la page pour voir celles qui le sont : rien n'a été demandé.",
  "population-inconnue":
    "Le prix de ce service dépend de la population, que le portail ne connaît pas pour votre collectivité : demandez-le à votre opérateur.",
  "date-passee": "La date souhaitée est passée : choisissez aujourd'hui ou plus tard.",
  "date-lointaine": "La date souhaitée est trop lointaine : choisissez une date avant le {limite}.",
  "souscription-inconnue": "Cette souscription n'existe pas.",
  "deja-changee":
    "Cette souscription a changé entre-temps : elle est maintenant « {etat} » ({par}). Rechargez la page : rien n'a été modifié.",
  "transition-interdite": "Une souscription « {de} » ne peut pas devenir « {vers} ».",
  "deja-approuvee": "Cette souscription est approuvée : elle ne peut plus être annulée ici. Contactez votre opérateur.",
  "convention-a-signer":
    "Ce service s'ouvre une fois sa convention signée des deux parties : elle est aujourd'hui « {etat} ».",
  "devis-attendu":
    "Ce service est sur devis : il s'approuve en acceptant le devis de l'opérateur, qui n'en a pas encore donné.",
  "devis-sans-objet": "Rien n'attend un devis ici : le prix est déjà connu, ou la demande n'est plus en cours.",
  "devis-propose": "Un devis attend déjà une réponse : retirez-le d'abord si l'offre doit changer.",
  "devis-inconnu": "Ce devis n'existe pas.",
  "devis-autre-etat": "Ce devis est maintenant « {etat} » : rechargez la page, rien n'a été modifié.",
  "devis-echu": "Ce devis n'était valable que jusqu'au {jusqua}. Demandez-en un autre à votre opérateur.",
  "devis-validite": "Un devis reste valable au moins jusqu'à demain, et un an au plus.",
  "rien-change": "La quantité est déjà de {quantite} et aucune option ne change : il n'y a rien à demander.",
  "quantite-ailleurs": "La quantité de ce service ne change pas par un avenant : seules ses options le peuvent.",
  "pas-en-service": "Cette souscription est « {etat} » : un changement se demande une fois le service ouvert.",
  "option-retiree": "Une des options à retirer l'est déjà. Rechargez la page : rien n'a été demandé.",
  "avenant-en-cours": "Un avenant attend déjà une signature : il doit être conclu ou abandonné d'abord.",
  "avenant-deja-demande": "Un changement est déjà demandé : annulez-le d'abord s'il doit être autre.",
  "demande-inconnue": "Cette demande n'existe pas.",
  "demande-autre-etat": "Cette demande est maintenant « {etat} » : rechargez la page, rien n'a été modifié.",
  "sans-reconduction":
    "Cette convention n'a pas de reconduction à refuser : elle n'a pas de dernier jour, ou prend fin d'elle-même.",
  "deja-denoncee": "Cette convention est déjà dénoncée, par {cote}.",
  "preavis-passe":
    "La dénonciation se faisait au plus tard le {limite} : la convention est reconduite jusqu'au {terme}.",
  "denonciation-inconnue": "Cette dénonciation n'existe pas, ou elle est déjà retirée.",
  "denonciation-autre-cote": "Seule la partie qui a dénoncé la convention peut y renoncer.",
  "denonciation-definitive":
    "Le délai de dénonciation est passé, le {limite} : l'autre partie compte sur cette fin. Une nouvelle convention reste possible.",
  "pas-a-renouveler":
    "Cette convention ne se renouvelle pas par un avenant : elle n'a pas de dernier jour, ou se reconduit d'elle-même.",
  "convention-denoncee": "Cette convention est dénoncée par {cote} : elle ne se renouvelle pas.",
  "taches-restantes": "Il reste à faire avant l'ouverture : {taches}.",
  "tache-inconnue": "Cette tâche n'existe pas.",
  "invitation-reservee": "Seule une intercommunalité invite ses communes.",
  "personne-a-inviter":
    "Il n'y a pas au moins trois de vos communes adhérentes qui peuvent demander ce service et ne l'ont pas : personne n'a été invité.",
  "deja-invitees": "Vos communes ont été invitées le {le} : elles peuvent l'être à nouveau à partir du {apres}.",
  "date-avant": "La date ne peut pas précéder {quoi}, le {depuis}.",
} as const
export type SouscriptionRefusal = keyof typeof SOUSCRIPTION_REFUSALS

/** A souscription as its own member sees it. */
export type MemberSouscription = {
  id: string
  serviceId: string
  slug: string
  service: string
  resume: string
  pilierId: string
  pilier: string
  mode: TarifMode
  etat: SouscriptionEtat
  quantite: number
  unite: string | null
  prix: Prix | null
  options: OptionSouscrite[]
  dateSouhaitee: CalendarDate
  demandeLe: Date
  enServiceLe: CalendarDate | null
  termineeLe: CalendarDate | null
  version: number
}

type Offre = { slug: string; nom: string; resume: string }

/** What a collectivité has of a part of the portal; `absent`: the catalogue opens it to nobody. */
export type Acces =
  | { etat: "ouvert"; souscriptionId: string }
  | { etat: "demande"; souscriptionId: string }
  | { etat: "a_souscrire"; offre: Offre }
  | { etat: "non_eligible"; offre: Offre; refusal: SouscriptionRefusal }
  | { etat: "absent" }
