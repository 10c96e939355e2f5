import type { CategorieTva } from "@/lib/catalogue/types.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { CITATION_REFUSALS } from "@/lib/deliberations/types.ts"
import type { Bande, Regle } from "@/lib/operateur/types.ts"
import type { Cents, Decimal } from "@/lib/platform/money.ts"
import type { TitreVolet } from "@/lib/titres/types.ts"

export type { TitreVolet }

export type CampagneId = string & { readonly __brand: "CampagneId" }

export const CAMPAGNE_STATES = ["brouillon", "a_approuver", "approuvee", "en_emission", "emise", "abandonnee"] as const
export type CampagneState = (typeof CAMPAGNE_STATES)[number]

/** The same table as the trigger `transition` of campagne. */
export const CAMPAGNE_TRANSITIONS = {
  brouillon: ["a_approuver", "abandonnee"],
  a_approuver: ["approuvee", "brouillon", "abandonnee"],
  approuvee: ["en_emission", "brouillon", "abandonnee"],
  en_emission: ["emise"],
  emise: [],
  abandonnee: [],
} as const satisfies Record<CampagneState, readonly CampagneState[]>

export const CAMPAGNE_LABELS = {
  brouillon: { word: "à contrôler", tone: "attention" },
  a_approuver: { word: "attend une approbation", tone: "attention" },
  approuvee: { word: "approuvée", tone: "info" },
  en_emission: { word: "émission en cours", tone: "info" },
  emise: { word: "émise", tone: "ok" },
  abandonnee: { word: "abandonnée", tone: "neutral" },
} as const satisfies Record<CampagneState, { word: string; tone: string }>

export type { Bande }
export type CotisationRegle = Regle

/** A member as the campaign sees it. */
export type Cotisant = {
  type: CollectiviteType
  siren: string | null
  /** Null for a body without a population, or one whose population is not known. */
  habitants: number | null
  /** First day of membership. */
  adherentDepuis: string
}

/** The same as the trigger `transition` of simulation_tarif. */
export const SIMULATION_TRANSITIONS = {
  preparation: ["votee", "ecartee"],
  votee: [],
  ecartee: ["preparation"],
} as const
export type SimulationEtat = keyof typeof SIMULATION_TRANSITIONS

export const SIMULATION_LABELS = {
  preparation: { word: "à l’étude", tone: "attention" },
  votee: { word: "votée", tone: "ok" },
  ecartee: { word: "écartée", tone: "neutral" },
} as const satisfies Record<SimulationEtat, { word: string; tone: string }>

/** How a member stands before a tariff that is tried. */
export const EFFET_SITUATIONS = ["paie", "pourrait", "exclue"] as const
export type EffetSituation = (typeof EFFET_SITUATIONS)[number]

export const EFFET_LABELS = {
  paie: "Paie aujourd’hui",
  pourrait: "Pourrait le demander",
  exclue: "Ne peut pas le demander",
} as const satisfies Record<EffetSituation, string>

export const CAS_LABELS = {
  "regle-manquante": "Aucune règle de cotisation pour ce type de membre",
  "population-manquante": "Population inconnue pour ce millésime",
  "ecart-important": "Montant très différent de l’an dernier",
  "annee-incomplete": "Adhésion en cours d’année : rien à payer avant la première année pleine",
  "sans-siren": "Pas de SIREN : le titre part sur papier",
} as const
export type Cas = keyof typeof CAS_LABELS

const isCas = (text: string): text is Cas => text in CAS_LABELS

/** A column of texts as cases; throws on one that this version does not know, since it might block. */
export const casOf = (stored: readonly string[]): Cas[] =>
  stored.map((text) => {
    if (!isCas(text)) throw new RangeError(`unknown case: ${text}`)
    return text
  })

/** A blocking case waits for a decision; `excluable` ones cannot be included, as no amount is known. */
export const CAS_BLOCKING = {
  "regle-manquante": "exclure",
  "population-manquante": "exclure",
  "ecart-important": "inclure-ou-exclure",
  "annee-incomplete": null,
  "sans-siren": null,
} as const satisfies Record<Cas, "exclure" | "inclure-ou-exclure" | null>

/** One line of a titre before its VAT, and who pays it. */
export type Element = {
  payeurId: string
  beneficiaireId: string
  beneficiaireNom: string
  libelle: string
  bases: string
  quantite: Decimal
  prixUnitaire: Decimal
  montantHt: Cents
  categorieTva: CategorieTva
  tauxTva: Decimal
  serviceId: string | null
  pilierId: string | null
  acte: string | null
  origine: string | null
  numeroEngagement: string | null
  codeService: string | null
  /** The frozen facts that the amount was found with. */
  base: Base
}
export type Base = Record<string, string | number | null>

export type LigneCalculee = { montant: Cents | null; cas: Cas[] }

export const REFUSALS = {
  "campagne-inconnue": "Cette campagne n’existe pas.",
  "campagne-existante":
    "Une campagne existe déjà pour l’exercice {exercice} dans cette série : ouvrez-la ou abandonnez-la d’abord.",
  "etat-change": "La campagne a changé entre-temps : elle est maintenant « {etat} ». Rechargez la page.",
  "cas-a-decider": "Il reste des membres à décider ({nombre}) : l’approbation se demande quand chacun a sa décision.",
  "rien-a-emettre": "Aucun titre à émettre : tous les montants sont nuls ou exclus.",
  "meme-personne": "Vous avez demandé cette approbation : une seconde personne doit la donner.",
  "ligne-inconnue": "Ce membre n’est pas dans la campagne.",
  "decision-impossible": "Ce membre ne peut qu’être exclu : aucun montant ne peut être calculé.",
  "exercice-clos": "L’exercice {exercice} est clos : rien ne s’y émet plus.",
  "services-deja-factures":
    "Une autre campagne facture déjà des services du {du} au {au} : un même jour ne se facture pas deux fois.",
  "apercu-perime":
    "Des montants ont changé depuis l’aperçu ({nombre} documents) : calculez de nouveau, puis relisez ce qui a changé.",
  ...CITATION_REFUSALS,
  "simulation-inconnue": "Cette simulation n’existe pas.",
  "simulation-decidee": "Cette simulation est déjà « {etat} » : rechargez la page.",
  "simulation-sans-calcul": "Ce calcul n’est pas de cette simulation : rechargez la page.",
  "simulation-service-inconnu": "Choisissez un prix qui existe déjà au début de cet exercice.",
  "simulation-anterieure": "Une règle ou un prix commence déjà le {depuis} : la décision doit commencer après.",
  "echeance-avant-emission": "L’échéance doit suivre la date d’émission.",
  "periode-sans-population":
    "Aucune population {genre} {millesime} n’est connue : importez-la ou choisissez un autre millésime.",
} as const
export type CampagneRefusal = keyof typeof REFUSALS
