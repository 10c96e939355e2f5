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

/** A payment that was taken back gives the titre the state it had before (trigger `apres` of reglement). */
const BEFORE_PAYMENT = ["emis", "transmis", "pris_en_charge"] as const

/** Of the follow-up: the titre itself never changes. Payments are the comptable's word, so they may come at any moment. */
export const TITRE_TRANSITIONS = {
  emis: ["transmis", "partiellement_regle", "solde", "reduit", "annule"],
  transmis: ["pris_en_charge", "rejete", "partiellement_regle", "solde", "reduit", "annule"],
  pris_en_charge: ["partiellement_regle", "solde", "reduit", "annule", "non_valeur"],
  partiellement_regle: [...BEFORE_PAYMENT, "partiellement_regle", "solde", "reduit", "annule", "non_valeur", "rejete"],
  solde: [...BEFORE_PAYMENT, "partiellement_regle", "reduit", "annule", "non_valeur", "rejete"],
  reduit: ["partiellement_regle", "solde", "reduit", "annule", "non_valeur"],
  annule: [],
  rejete: ["transmis", "partiellement_regle", "solde", "annule"],
  non_valeur: ["partiellement_regle", "solde"],
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

/** What it is called beside its number: a mandat when the exercice of the titre is closed (account 673). */
export const pieceWords = ({ nature, surExerciceClos }: { nature: TitreNature; surExerciceClos: boolean }): string =>
  surExerciceClos ? "Mandat" : NATURE_LABELS[nature].titre

/** Titres, corrections in their exercice, and mandats on account 673 go to the comptable apart. */
export const BORDEREAU_KINDS = ["ordinaire", "annulation", "mandat"] as const
export type BordereauKind = (typeof BORDEREAU_KINDS)[number]

export const BORDEREAU_LABELS = {
  ordinaire: { document: "Bordereau de titres de recette", pieces: "Titres" },
  annulation: { document: "Bordereau d’annulation et de réduction", pieces: "Annulations et réductions" },
  mandat: { document: "Bordereau de mandats au compte 673", pieces: "Mandats au compte 673" },
} as const satisfies Record<BordereauKind, { document: string; pieces: string }>

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
  /** Of a correction: its titre's exercice is closed, so that it is a mandat of this one, not a titre. */
  surExerciceClos: boolean
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

/** Where a titre stands with the money, computed from what was corrected and paid. */
export const SITUATIONS = ["du", "retard", "partiel", "paye", "corrige", "credit"] as const
export type Situation = (typeof SITUATIONS)[number]

export const SITUATION_LABELS = {
  du: "Reste à payer",
  retard: "En retard",
  partiel: "Payé en partie",
  paye: "Payé",
  corrige: "Annulé ou réduit",
  credit: "Trop-perçu à rendre",
} as const satisfies Record<Situation, string>

/** Whether it left, by the one channel it has. */
export const DEPARTS = ["a_envoyer", "parti", "refuse", "hors_portail"] as const
export type Depart = (typeof DEPARTS)[number]

export const DEPART_LABELS = {
  a_envoyer: "À envoyer",
  parti: "Envoyé",
  refuse: "Refusé",
  hors_portail: "Hors du portail",
} as const satisfies Record<Depart, string>

export const VOLET_LABELS = {
  cotisation: "Cotisation (hors TVA)",
  services_exoneres: "Services exonérés",
  services_taxes: "Services avec TVA",
} as const satisfies Record<TitreVolet, string>
export const VOLETS = Object.keys(VOLET_LABELS) as [TitreVolet, ...TitreVolet[]]

export const DESK_NATURES = { recette: "Titres", correction: "Annulations et réductions" } as const

/** What waits for a second person: a titre outside a campaign, or the correction of one. */
export const PROJET_ETATS = ["propose", "emis", "refuse", "retire"] as const
export type ProjetEtat = (typeof PROJET_ETATS)[number]

export const PROJET_TRANSITIONS = {
  propose: ["emis", "refuse", "retire"],
  emis: [],
  refuse: [],
  retire: [],
} as const satisfies Record<ProjetEtat, readonly ProjetEtat[]>

export const PROJET_LABELS = {
  propose: { word: "à approuver", tone: "attention" },
  emis: { word: "émis", tone: "ok" },
  refuse: { word: "refusé", tone: "danger" },
  retire: { word: "retiré", tone: "neutral" },
} as const satisfies Record<ProjetEtat, { word: string; tone: string }>

export const PROJET_REFUSALS = {
  "titre-inconnu": "Ce titre n'existe pas.",
  "titre-est-correction": "Ce document est déjà une correction : c'est le titre qu'il corrige qui se corrige.",
  "titre-etat": "Ce titre est « {etat} » : il ne peut pas recevoir cette correction.",
  "rien-a-corriger": "Indiquez ce qui est retiré : il reste à corriger, ou rien n'a été saisi.",
  "correction-trop-grande": "Ligne {rang} : il n'en reste que {reste}. Une correction ne dépasse pas ce qui reste.",
  "ligne-inconnue": "Ce titre n'a pas de ligne {rang}.",
  "correction-en-attente": "Une correction de ce titre attend déjà d'être approuvée : décidez d'abord de celle-là.",
  "debiteur-inconnu": "Aucune collectivité ne répond à ce nom, ou plusieurs : indiquez son SIREN ou son nom exact.",
  "debiteur-identique": "Le nouveau débiteur est celui du titre : choisissez-en un autre, ou laissez vide.",
  "lignes-mixtes":
    "Une ligne hors du champ de la TVA ne partage pas un titre avec une ligne taxée ou exonérée : faites deux titres.",
  "sans-ligne": "Indiquez au moins une ligne, avec son libellé, sa quantité et son prix.",
  "projet-inconnu": "Ce projet de titre n'existe pas.",
  "projet-decide": "Ce projet est déjà « {etat} » : il n'y a plus rien à décider.",
  "meme-personne": "Vous avez proposé ce titre : une autre personne doit l'approuver.",
  "exercice-clos": "L'exercice {annee} est clos : rien ne s'y émet plus.",
} as const
export type ProjetRefusal = keyof typeof PROJET_REFUSALS

export const SERIE_REFUSALS = {
  "serie-commencee": "La série {serie} de {annee} a déjà des numéros : son premier numéro ne change plus.",
  "exercice-clos": "L'exercice {annee} est clos : ses séries ne changent plus.",
} as const
export type SerieRefusal = keyof typeof SERIE_REFUSALS
