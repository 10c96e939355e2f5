export const LIGNE_GENRES = ["fixe", "internet", "mobile", "lien_dedie", "autre"] as const
export type LigneGenre = (typeof LIGNE_GENRES)[number]
export const LIGNE_LABELS = {
  fixe: "Téléphone fixe",
  internet: "Accès internet",
  mobile: "Mobile",
  lien_dedie: "Lien dédié",
  autre: "Autre",
} as const satisfies Record<LigneGenre, string>

export const TELECOM_IMPORT_ETATS = ["a_relire", "repris", "laisse"] as const
export type TelecomImportEtat = (typeof TELECOM_IMPORT_ETATS)[number]
/** The same as the trigger `transition` of the table. */
export const TELECOM_IMPORT_TRANSITIONS = {
  a_relire: ["repris", "laisse"],
  repris: [],
  laisse: [],
} as const satisfies Record<TelecomImportEtat, readonly TelecomImportEtat[]>

export const TELECOM_REFUSALS = {
  "service-ferme": "Le service des redevances et budgets télécom n'est pas ouvert pour votre collectivité.",
  "import-inconnu": "Cet import n'existe pas ou n'est plus à relire.",
  "colonnes-absentes": "Indiquez au moins la colonne du site, celle du fournisseur et une colonne de prix.",
  "aucune-ligne-bonne": "Aucune ligne de ce fichier ne peut être reprise : voyez ce qui est dit de chacune.",
  "ligne-inconnue": "Cette ligne n'existe pas ou a déjà été retirée.",
} as const
export type TelecomRefusal = keyof typeof TELECOM_REFUSALS
