import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { CITATION_REFUSALS } from "@/lib/deliberations/types.ts"
import type { Cents, Decimal } from "@/lib/platform/money.ts"

export type PopulationGenre = "municipale" | "totale"

export const POPULATION_LABELS = {
  municipale: "population municipale",
  totale: "population totale",
} as const satisfies Record<PopulationGenre, string>

/** What the public pages say of the operator. */
export type OperateurFile = {
  nom: string
  marque: string
  departement: string
  siren: string | null
  siret: string | null
  adresse: string
  codePostal: string
  ville: string
  courriel: string | null
  telephone: string | null
  ordonnateurQualite: string
  populationGenre: PopulationGenre
  populationMillesime: number
  /** Who hosts the portal, and how long things are kept; null until the operator has said it. */
  hebergeurNom: string | null
  hebergeurAdresse: string | null
  hebergeurTelephone: string | null
  conservationComptesMois: number | null
  conservationDemandesMois: number | null
  conservationJournalAns: number | null
  conservationTitresAns: number | null
  /** Membership shown here was invented for the demonstration. */
  adhesionsSynthetiques: boolean
}

export type Conservation = Pick<
  OperateurFile,
  "conservationComptesMois" | "conservationDemandesMois" | "conservationJournalAns" | "conservationTitresAns"
>

/** What is kept, in the words of the public page and of the settings. */
export const CONSERVATION_LABELS = {
  conservationComptesMois: "Un compte sans connexion",
  conservationDemandesMois: "Une demande d'adhésion ou d'accès sans suite, une invitation sans réponse",
  conservationJournalAns: "Le nom, au journal, d'un compte effacé",
  conservationTitresAns: "Les titres de recette et leurs pièces",
} as const satisfies Record<keyof Conservation, string>

/** A flat amount up to that many inhabitants, included; null: the last band. */
export type Bande = { jusqua: number | null; montant: Cents }

/** How a yearly cotisation is found; bounds of the result, when there are. */
export type Regle = (
  | { mode: "taux_population"; taux: Decimal }
  | { mode: "forfait"; montant: Cents }
  | { mode: "bandes"; bandes: readonly Bande[] }
  | { mode: "aucune" }
) & { minimum?: Cents | null; maximum?: Cents | null }

/** That of one type of member. */
export type RegleCotisation = {
  type: CollectiviteType
  hypothese: boolean
  /** The act that voted it, in words; its file, where the portal keeps it. */
  deliberation?: string | null
  deliberationId?: string | null
} & Regle

export const COTISATION_MODES = ["taux_population", "forfait", "bandes", "aucune"] as const
export type CotisationMode = (typeof COTISATION_MODES)[number]

export const MODE_LABELS = {
  taux_population: "Taux par habitant",
  forfait: "Montant fixe",
  bandes: "Montant par tranche de population",
  aucune: "Pas de cotisation",
} as const satisfies Record<CotisationMode, string>

export const OPERATEUR_REFUSALS = {
  "reglages-modifies":
    "Ces réglages ont été modifiés pendant que vous les remplissiez. Rechargez la page, puis reportez vos changements.",
  "siret-autre-siren": "Ce SIRET commence par un autre SIREN que {siren}.",
  "population-inconnue": "Cette population n'est pas dans les données : importez d'abord son millésime.",
  "logo-trop-lourd": "Ce fichier pèse {ko} ko : un logo en compte 300 au plus.",
  "logo-format": "Ce fichier n'est ni un PNG ni un JPEG, d'après son contenu.",
  "budget-inconnu": "Cette ligne n'est plus au budget. Rechargez la page.",
  "budget-periode-close": "Un budget va jusqu'en {fin} : celui-ci commence après.",
  "budget-existant": "Une ligne porte déjà ce nom à cet endroit du budget.",
  "budget-depasse": "« {nom} » a {enveloppe} : il en reste {reste} à répartir. Augmentez d'abord son montant.",
  "budget-parties": "Ses parties font déjà {montant} : elle ne peut pas avoir moins.",
  "budget-interne": "« {nom} » est sur moyens internes : donnez-lui d'abord un montant.",
  "budget-utilise":
    "Des dépenses ({depenses}) ou des engagements ({engagements}) sont sur cette action ou ses parties : rattachez-les d'abord à une autre.",
  ...CITATION_REFUSALS,
  "regle-anterieure": "Une règle commence déjà le {depuis} : la nouvelle doit commencer après.",
} as const
export type OperateurRefusal = keyof typeof OPERATEUR_REFUSALS
