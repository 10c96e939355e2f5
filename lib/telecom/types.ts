export const LIGNE_GENRES = ["fixe", "internet", "mobile", "lien_dedie", "autre"] as const
export type LigneGenre = (typeof LIGNE_GENRES)[number]
export const LIGNE_LABELS = {
  fixe: "Téléphone fixe",
  internet: "Accès internet",
  mobile: "Mobile",
  lien_dedie: "Lien dédié",
  autre: "Autre",
} as const satisfies Record<LigneGenre, string>

export const TELECOM_REFUSALS = {
  "service-ferme": "Le service des redevances et budgets télécom n'est pas ouvert pour votre collectivité.",
  "ligne-inconnue": "Cette ligne n'existe pas ou a déjà été retirée.",
} as const
export type TelecomRefusal = keyof typeof TELECOM_REFUSALS
