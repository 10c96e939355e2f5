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

/** How a month that is not whole is billed. */
export const PRORATAS = ["mois_entames", "jours_reels", "mois_pleins"] as const
export type Prorata = (typeof PRORATAS)[number]

export const PRORATA_LABELS = {
  mois_entames: "Tout mois commencé est dû",
  jours_reels: "Au jour près, sur les jours du mois",
  mois_pleins: "Seuls les mois entiers sont dus",
} as const satisfies Record<Prorata, string>

/** VAT categories of a line (EN 16931, UNCL5305). */
export const CATEGORIES_TVA = ["O", "E", "S"] as const
export type CategorieTva = (typeof CATEGORIES_TVA)[number]

export const CATEGORIE_TVA_LABELS = {
  O: "Hors champ de la TVA",
  E: "Exonéré de TVA",
  S: "Soumis à la TVA",
} as const satisfies Record<CategorieTva, string>

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
  "tarif-anterieur": "Un tarif de cette unité commence déjà le {depuis} : le nouveau doit commencer après.",
} as const
export type CatalogueRefusal = keyof typeof CATALOGUE_REFUSALS
