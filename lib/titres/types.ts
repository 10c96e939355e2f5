import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { Cents, Decimal } from "@/lib/platform/money.ts"

export type TitreId = string & { readonly __brand: "TitreId" }

export const TITRE_STATES = [
  "emis",
  "transmis",
  "pris_en_charge",
  "partiellement_regle",
  "solde",
  "reduit",
  "annule",
  "rejete",
  "non_valeur",
] as const
export type TitreState = (typeof TITRE_STATES)[number]

/** Of the follow-up: the titre itself never changes. */
export const TITRE_TRANSITIONS = {
  emis: ["transmis", "reduit", "annule"],
  transmis: ["pris_en_charge", "rejete", "reduit", "annule"],
  pris_en_charge: ["partiellement_regle", "solde", "reduit", "annule", "non_valeur"],
  partiellement_regle: ["partiellement_regle", "solde", "reduit", "annule", "non_valeur"],
  solde: ["reduit", "annule"],
  reduit: ["partiellement_regle", "solde", "reduit", "annule", "non_valeur"],
  annule: [],
  rejete: ["transmis", "annule"],
  non_valeur: ["solde"],
} as const satisfies Record<TitreState, readonly TitreState[]>

export const TITRE_LABELS = {
  emis: { word: "à payer", tone: "info" },
  transmis: { word: "transmis", tone: "info" },
  pris_en_charge: { word: "à payer", tone: "info" },
  partiellement_regle: { word: "payé en partie", tone: "attention" },
  solde: { word: "payé", tone: "ok" },
  reduit: { word: "réduit", tone: "neutral" },
  annule: { word: "annulé", tone: "neutral" },
  rejete: { word: "rejeté", tone: "danger" },
  non_valeur: { word: "non-valeur", tone: "neutral" },
} as const satisfies Record<TitreState, { word: string; tone: string }>

/** The debtor as it was on the day of issue. */
export type Debiteur = {
  nom: string
  type: string
  siren: string | null
  siret: string | null
  adresse: string | null
  codePostal: string | null
  ville: string | null
}

export type TitreLigne = {
  libelle: string
  bases: string
  montantHt: Cents
  categorieTva: "O" | "E" | "S"
  tauxTva: Decimal
  montantTva: Cents
}

/** All that the page of a titre shows of the titre itself. */
export type TitreFile = {
  exercice: number
  serie: string
  numero: number
  bordereau: number
  objet: string
  fondement: string
  imputation: string
  dateEmission: CalendarDate
  echeance: CalendarDate
  debiteur: Debiteur
  lignes: readonly TitreLigne[]
  montantHt: Cents
  montantTva: Cents
  montantTtc: Cents
}

/** And of its issuer. */
export type Emetteur = {
  nom: string
  marque: string
  siren: string | null
  siret: string | null
  adresse: string
  codePostal: string
  ville: string
  accent: string
  ordonnateurNom: string | null
  ordonnateurQualite: string
  comptableNom: string
  comptableAdresse: string | null
  moyensPaiement: string
  voiesRecours: string
  /** SPÉCIMEN across the page. */
  demonstration: boolean
}
