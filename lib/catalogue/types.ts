import { CITATION_REFUSALS } from "@/lib/deliberations/types.ts"
import type { Decimal } from "@/lib/platform/money.ts"

export const SERVICE_ETATS = ["brouillon", "publie", "retire"] as const
export type ServiceEtat = (typeof SERVICE_ETATS)[number]

export const SERVICE_ETAT_LABELS = {
  brouillon: "brouillon",
  publie: "publié",
  retire: "retiré",
} as const satisfies Record<ServiceEtat, string>

/** A withdrawn service may come back; a published one is never a draft again, since it was seen. */
export const SERVICE_TRANSITIONS = {
  brouillon: ["publie"],
  publie: ["retire"],
  retire: ["publie"],
} as const satisfies Record<ServiceEtat, readonly ServiceEtat[]>

export const TARIF_MODES = ["inclus", "unitaire", "cle_repartition", "a_l_euro", "non_precise"] as const
export type TarifMode = (typeof TARIF_MODES)[number]

export const TARIF_MODE_LABELS = {
  inclus: "Compris dans l’adhésion",
  unitaire: "Prix à l’unité",
  cle_repartition: "Coût partagé entre participants",
  a_l_euro: "Remboursé à l’euro",
  non_precise: "Sur devis",
} as const satisfies Record<TarifMode, string>

export const MATURITES = ["en_service", "experimente", "perspective"] as const
export type Maturite = (typeof MATURITES)[number]

export const MATURITE_LABELS = {
  en_service: "En service",
  experimente: "Expérimenté",
  perspective: "En projet",
} as const satisfies Record<Maturite, string>

/** What of this portal a service opens once it is in service. */
export const OUTILS = ["adresses", "redevances", "cyber", "messagerie"] as const
export type Outil = (typeof OUTILS)[number]

export const OUTIL_LABELS = {
  adresses: "Adresses de la commune",
  redevances: "Redevances des réseaux",
  cyber: "Postes du pack cyber",
  messagerie: "Messagerie et nom de domaine",
} as const satisfies Record<Outil, string>

export const PERIODICITES = ["mois", "an", "unique"] as const
export type Periodicite = (typeof PERIODICITES)[number]

export const PERIODICITE_LABELS = {
  mois: "par mois",
  an: "par an",
  unique: "une seule fois",
} as const satisfies Record<Periodicite, string>

/** What a price is for: the use of the service, or putting it in place, once. */
export const TARIF_GENRES = ["usage", "installation"] as const
export type TarifGenre = (typeof TARIF_GENRES)[number]

export const TARIF_GENRE_LABELS = {
  usage: "Usage du service",
  installation: "Installation",
} as const satisfies Record<TarifGenre, string>

/** What a price is multiplied by. */
export const TARIF_ASSIETTES = ["unite", "habitant", "forfait"] as const
export type TarifAssiette = (typeof TARIF_ASSIETTES)[number]

export const TARIF_ASSIETTE_LABELS = {
  unite: "La quantité demandée : postes, comptes…",
  habitant: "Les habitants de la collectivité",
  forfait: "Rien : un forfait pour la collectivité",
} as const satisfies Record<TarifAssiette, string>

/** What follows the last day of a convention. */
export const RECONDUCTIONS = ["tacite", "expresse"] as const

export const RECONDUCTION_LABELS = {
  tacite: "Une nouvelle période, sauf dénonciation à temps",
  expresse: "Un avenant que les deux parties signent",
} as const satisfies Record<(typeof RECONDUCTIONS)[number], string>

/** How a period begun or ended on the way is billed. */
export const PRORATAS = ["mois_entames", "jours_reels", "annee_entiere", "annee_pleine_suivante"] as const
export type Prorata = (typeof PRORATAS)[number]

export const PRORATA_LABELS = {
  mois_entames: "Tout mois commencé est dû",
  jours_reels: "Au jour près, sur les jours du mois",
  annee_entiere: "Toute année civile commencée est due en entier",
  annee_pleine_suivante: "Rien la première année civile, puis tout mois commencé",
} as const satisfies Record<Prorata, string>

/** When a new price reaches what runs already. */
export const REVISIONS = ["jamais", "a_sa_date", "premier_janvier"] as const
export type Revision = (typeof REVISIONS)[number]

export const REVISION_LABELS = {
  jamais: "Jamais : ce qui est convenu le reste",
  a_sa_date: "À sa date",
  premier_janvier: "Au 1er janvier qui suit",
} as const satisfies Record<Revision, string>

/** VAT categories of a line (EN 16931, UNCL5305). */
export const CATEGORIES_TVA = ["O", "E", "S"] as const
export type CategorieTva = (typeof CATEGORIES_TVA)[number]

export const CATEGORIE_TVA_LABELS = {
  O: "Hors champ de la TVA",
  E: "Exonéré de TVA",
  S: "Soumis à la TVA",
} as const satisfies Record<CategorieTva, string>

type PrixOption = { prixUnitaire: Decimal; periodicite: Periodicite; categorieTva: CategorieTva; tauxTva: Decimal }

/** What may be added to a service when it is asked for. */
export type OptionOfferte = {
  id: string
  nom: string
  description: string
  /** Counted by it; without one, it is taken or not. */
  unite: string | null
  /** Null on quote. */
  prix: PrixOption | null
}

/** The same as the trigger `transition` of catalogue_version. */
export const VERSION_TRANSITIONS = { preparation: ["publiee"], publiee: [] } as const

/** The same as the trigger `transition` of fiche_impact. */
export const IMPACT_TRANSITIONS = {
  preparation: ["presentee"],
  presentee: ["retenue", "ecartee", "preparation"],
  retenue: [],
  ecartee: ["preparation"],
} as const
export type ImpactEtat = keyof typeof IMPACT_TRANSITIONS

/** The assembly has spoken: an act may be named. */
export const isImpactDecided = (etat: ImpactEtat): boolean => etat === "retenue" || etat === "ecartee"

export const IMPACT_LABELS = {
  preparation: "en préparation",
  presentee: "présentée au comité",
  retenue: "retenue",
  ecartee: "écartée",
} as const satisfies Record<ImpactEtat, string>

export const OFFRE_AUTEURS = {
  delegataire: "Service du délégataire",
  partenaire: "Service d’un partenaire",
} as const
export type OffreAuteur = keyof typeof OFFRE_AUTEURS

export const CATALOGUE_REFUSALS = {
  "service-inconnu": "Ce service n'existe pas dans le catalogue.",
  "pilier-inconnu": "Choisissez un pilier de la liste.",
  "service-modifie":
    "Ce service a été modifié pendant que vous le remplissiez. Rechargez la page, puis reportez vos changements.",
  "nom-pris": "Un autre service porte déjà ce nom.",
  "transition-interdite": "Un service « {de} » ne peut pas devenir « {vers} ».",
  "sans-tarif": "Un service payé à l'unité se publie avec un tarif : ajoutez-en un d'abord.",
  "mode-sans-tarif": "Ce service est compris dans l'adhésion : changez d'abord son mode de tarification.",
  "ouverture-payante": "Seul un service compris dans l'adhésion s'ouvre dès la demande.",
  "outil-pris": "Un autre service publié ouvre déjà « {outil} » : retirez-le d'abord.",
  "version-anterieure": "La dernière version est en vigueur depuis le {depuis} : la nouvelle doit commencer après.",
  "version-identique": "Rien n'a changé depuis la dernière version : il n'y a rien à publier.",
  "population-inversee": "La plus petite taille dépasse la plus grande.",
  "prerequis-circulaire": "« {nom} » demande déjà ce service : l'un attendrait l'autre sans fin.",
  "prerequis-inconnu": "Un des services demandés d'abord n'existe pas.",
  "marche-inconnu": "Ce marché n'existe pas.",
  "reconduction-sans-duree": "Indiquez la durée de la convention : sans elle, rien ne se renouvelle.",
  "preavis-manquant": "Indiquez combien de mois avant son terme la convention se dénonce.",
  "preavis-de-trop": "Seule une convention reconduite d'elle-même a un préavis : videz cette case.",
  "preavis-trop-long": "Le préavis doit être plus court que la convention.",
  "experimentation-inversee": "L'expérimentation finit avant de commencer.",
  "experimentation-anterieure":
    "Cette délibération est du {le} : ce qu'elle vote d'essayer ne commence pas avant elle.",
  "experimentation-inconnue": "Cette expérimentation n'existe pas.",
  "collectivite-inconnue": "Cette collectivité n'existe pas.",
  "deja-choisie": "Cette collectivité est déjà choisie.",
  "impact-absent": "Remplissez d'abord la fiche d'impact.",
  "impact-decide": "Cette fiche d'impact est « {etat} » : remettez-la en préparation pour la changer.",
  "impact-requis": "Un service en projet entre au catalogue une fois sa fiche d'impact retenue par le comité.",
  "option-inconnue": "Cette option n'existe pas.",
  "option-prise": "Une autre option de ce service porte déjà ce nom.",
  "document-present": "Ce document est déjà joint à ce service.",
  "document-inconnu": "Ce document n'existe pas.",
  "fichier-identique": "Ce fichier est déjà la version {version} de ce document : rien n'a été déposé.",
  "fichier-pdf": "Un document du catalogue se dépose en PDF : enregistrez-le en PDF, puis déposez-le de nouveau.",
  "fichier-refuse": "Ce fichier n'est pas accepté : {raison}",
  "antivirus-absent": "Le fichier n'a pas pu être analysé : réessayez dans un instant. Rien n'a été enregistré.",
  "besoin-inconnu": "Ce besoin n'est plus montré.",
  "besoin-pris": "Ce besoin est déjà montré.",
  "offre-inconnue": "Ce service d'un autre acteur n'existe plus.",
  ...CITATION_REFUSALS,
  "grille-par-poste": "Un service vendu au poste a un prix par poste, le même pour tous : ni tranches, ni forfait.",
  "tarif-anterieur": "Un tarif de cette unité commence déjà le {depuis} : le nouveau doit commencer après.",
} as const
export type CatalogueRefusal = keyof typeof CATALOGUE_REFUSALS
