export const PES_ETATS = ["genere", "transmis", "acquitte", "rejete"] as const
export type PesFichierEtat = (typeof PES_ETATS)[number]

export const PES_TRANSITIONS = {
  genere: ["transmis"],
  transmis: ["acquitte", "rejete"],
  acquitte: [],
  rejete: [],
} as const satisfies Record<PesFichierEtat, readonly PesFichierEtat[]>

export const PES_LABELS = {
  genere: { word: "à transmettre", tone: "attention" },
  transmis: { word: "transmis", tone: "info" },
  acquitte: { word: "acquitté", tone: "ok" },
  rejete: { word: "rejeté", tone: "danger" },
} as const satisfies Record<PesFichierEtat, { word: string; tone: string }>

export const DEPOT_ETATS = [
  "a_deposer",
  "incertain",
  "depose",
  "integre",
  "mis_a_disposition",
  "rejete",
  "a_corriger",
] as const
export type DepotEtat = (typeof DEPOT_ETATS)[number]

/** `incertain`: sent, the answer lost: looked up before anything leaves again. Deposited is not received. */
export const DEPOT_TRANSITIONS = {
  a_deposer: ["incertain", "depose", "a_corriger"],
  incertain: ["a_deposer", "depose", "a_corriger"],
  depose: ["integre", "rejete"],
  integre: ["mis_a_disposition", "rejete"],
  mis_a_disposition: ["rejete"],
  rejete: ["a_deposer"],
  a_corriger: ["a_deposer"],
} as const satisfies Record<DepotEtat, readonly DepotEtat[]>

export const DEPOT_LABELS = {
  a_deposer: { word: "à déposer", tone: "info" },
  incertain: { word: "réponse attendue", tone: "attention" },
  depose: { word: "déposé", tone: "info" },
  integre: { word: "intégré", tone: "info" },
  mis_a_disposition: { word: "reçu par le destinataire", tone: "ok" },
  rejete: { word: "rejeté", tone: "danger" },
  a_corriger: { word: "à corriger", tone: "danger" },
} as const satisfies Record<DepotEtat, { word: string; tone: string }>

export type FichierGenre = "pes" | "acquit" | "justificatif" | "reglements"

export const BORDEREAU_GENRES = ["ordinaire", "annulation"] as const
export type BordereauGenre = (typeof BORDEREAU_GENRES)[number]

export const BORDEREAU_LABELS = {
  ordinaire: "titres",
  annulation: "annulations et réductions",
} as const satisfies Record<BordereauGenre, string>

export const PES_REFUSALS = {
  "rien-a-envoyer": "Tous les titres de ce bordereau sont déjà dans un fichier : rien n'a été fait.",
  "documents-attendus":
    "{nombre} documents de ce bordereau ne sont pas encore prêts : attendez la fin de leur fabrication, puis recommencez.",
  "reglages-manquants":
    "Il manque dans les réglages de facturation : {quoi}. Le comptable vous les donne ; rien n'a été fait.",
  "fichier-inconnu": "Ce fichier n'existe pas.",
  "deja-transmis": "Ce fichier est déjà marqué comme transmis.",
} as const
export type PesRefusal = keyof typeof PES_REFUSALS

export const ACQUIT_REFUSALS = {
  "acquit-illisible": "Ce fichier n'est pas un retour de Hélios (PES_ACQUIT) : rien n'a été enregistré.",
  "acquit-inconnu":
    "Ce retour répond au fichier « {nom} », que ce portail n'a pas produit : il est sans doute d'un autre émetteur. Rien n'a été enregistré.",
  "acquit-autre-emetteur": "Ce retour nomme un autre émetteur ({qui}) que l'opérateur : rien n'a été enregistré.",
  "acquit-autre-bordereau": "Ce retour parle d'un autre bordereau que celui du fichier : rien n'a été enregistré.",
  "acquit-piece-inconnue":
    "Ce retour nomme le titre n° {numero}, qui n'est pas dans le fichier : rien n'a été enregistré.",
  "acquit-non-transmis": "Ce fichier n'est pas marqué comme transmis : marquez-le d'abord, puis importez son retour.",
  "acquit-contraire":
    "Une autre réponse est déjà enregistrée pour ce fichier : rien n'a été changé. Voyez avec le comptable laquelle vaut.",
} as const
export type AcquitRefusal = keyof typeof ACQUIT_REFUSALS

export const DEPOT_REFUSALS = {
  "depot-inconnu": "Ce dépôt n'existe pas.",
  "depot-en-cours": "Ce dépôt suit son cours : il n'y a rien à refaire.",
  "rien-a-ajouter": "Indiquez un code service ou un numéro d'engagement.",
  "depot-sans-identite":
    "L'identité de l'opérateur (SIRET, numéro de TVA) n'est pas complète dans les réglages : la facture ne peut pas être faite.",
} as const
export type DepotRefusal = keyof typeof DEPOT_REFUSALS

export const REPRISE_REFUSALS = {
  "rien-de-coche": "Cochez au moins un titre de la liste.",
  "rien-a-refaire": "Rien de ce que vous demandez n'est encore en échec : rechargez la page.",
} as const
export type RepriseRefusal = keyof typeof REPRISE_REFUSALS

/** Of a mandat on account 673, which the accounting software passes: it numbers every expense in one sequence. */
export const MANDAT_ETATS = ["a_passer", "passe", "pris_en_charge", "rejete"] as const
export type MandatEtat = (typeof MANDAT_ETATS)[number]

/** `passe` again: its number was mistyped. Held by the trigger `passage`. */
export const PASSAGE_TRANSITIONS = {
  a_passer: ["passe"],
  passe: ["passe", "pris_en_charge", "rejete"],
  pris_en_charge: ["rejete"],
  rejete: ["passe"],
} as const satisfies Record<MandatEtat, readonly MandatEtat[]>

export const MANDAT_LABELS = {
  a_passer: { word: "à passer", tone: "attention" },
  passe: { word: "passé", tone: "info" },
  pris_en_charge: { word: "pris en charge", tone: "ok" },
  rejete: { word: "rejeté", tone: "danger" },
} as const satisfies Record<MandatEtat, { word: string; tone: string }>

export const PASSAGE_REFUSALS = {
  "mandat-inconnu": "Ce mandat n'existe pas.",
  "mandat-etat": "Ce mandat est « {etat} » : il ne peut pas recevoir cette réponse. Rechargez la page.",
  "numero-pris": "Le mandat n° {numero} de {annee} est déjà celui de {reference} : vérifiez le numéro.",
  "jour-a-venir": "Cette date est à venir : indiquez le jour où c'est fait.",
  "jour-trop-tot": "Cette date précède l'émission du mandat ({jour}) : vérifiez-la.",
} as const
export type PassageRefusal = keyof typeof PASSAGE_REFUSALS
