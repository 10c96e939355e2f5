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

/** The one way a titre leaves by. */
export const CANAUX = ["pes", "depot", "papier"] as const
export type Canal = (typeof CANAUX)[number]

export const CANAL_LABELS = {
  pes: "Hélios (PES), avis dématérialisé",
  depot: "dépôt direct dans Chorus Pro",
  papier: "papier",
} as const satisfies Record<Canal, string>

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
  quantite: Decimal
  /** Euros. */
  prixUnitaire: Decimal
  montantHt: Cents
  categorieTva: "O" | "E" | "S"
  tauxTva: Decimal
  montantTva: Cents
  /** Who benefits, when it is not who pays. */
  beneficiaire: string | null
  /** The charter or convention that the line rests on. */
  acte: string | null
}

/** Which lines a titre holds: those out of the scope of VAT never share one with the others (EN 16931, BR-O-11). */
export type TitreVolet = "cotisation" | "services_exoneres" | "services_taxes"

/** What a document does to the debt: makes it, lowers it, or takes it back. */
export type TitreNature = "recette" | "reduction" | "annulation"

export const NATURE_LABELS = {
  recette: { document: "Avis des sommes à payer", titre: "Titre de recette", somme: "Somme à payer" },
  reduction: { document: "Réduction de titre", titre: "Titre de réduction", somme: "Somme déduite" },
  annulation: { document: "Annulation de titre", titre: "Titre d’annulation", somme: "Somme annulée" },
} as const satisfies Record<TitreNature, { document: string; titre: string; somme: string }>

/** Why a line bears no VAT, said on the page and in the XML (to be confirmed by the operator's adviser). */
export const VAT_REASONS = {
  O: "Hors du champ de la TVA (article 256 B du code général des impôts)",
  E: "Exonéré de TVA (article 261 B du code général des impôts)",
  S: null,
} as const satisfies Record<TitreLigne["categorieTva"], string | null>

/** All that the document of a titre, page and XML, says of the titre itself. */
export type TitreFile = {
  nature: TitreNature
  /** The titre that this one lowers or takes back. */
  corrige: { reference: string; dateEmission: CalendarDate } | null
  motif: string | null
  numeroEngagement: string | null
  codeService: string | null
  periodeDu: CalendarDate | null
  periodeAu: CalendarDate | null
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
  numeroTva: string | null
  iban: string | null
  bic: string | null
  /** PayFiP client number: with it, the page says how to pay online. */
  payfipNumero: string | null
  ordonnateurNom: string | null
  ordonnateurQualite: string
  comptableNom: string
  comptableAdresse: string | null
  moyensPaiement: string
  voiesRecours: string
  /** SPÉCIMEN across the page. */
  demonstration: boolean
}
