/** Euros by metre and values of an index stay under these: what their columns hold. */
export const TARIF_MAX = 1_000_000
export const INDICE_MAX = 10_000_000

export const INFRASTRUCTURE_GENRES = ["lotissement", "zone_activite", "autre"] as const
export type InfrastructureGenre = (typeof INFRASTRUCTURE_GENRES)[number]
export const INFRASTRUCTURE_LABELS = {
  lotissement: "Lotissement",
  zone_activite: "Zone d'activités",
  autre: "Autre",
} as const satisfies Record<InfrastructureGenre, string>

export const PREUVE_NATURES = ["marche_travaux", "reception_travaux", "retrocession", "convention", "autre"] as const
export type PreuveNature = (typeof PREUVE_NATURES)[number]
export const PREUVE_LABELS = {
  marche_travaux: "Marché de travaux",
  reception_travaux: "Procès-verbal de réception",
  retrocession: "Acte de rétrocession",
  convention: "Convention",
  autre: "Autre document",
} as const satisfies Record<PreuveNature, string>

export const LOYER_REFUSALS = {
  "service-ferme": "Le service des redevances n'est pas ouvert pour votre collectivité.",
  "infrastructure-inconnue": "Cette infrastructure n'existe pas.",
  "contrat-inconnu": "Ce contrat n'existe pas.",
  "operateur-inconnu": "Choisissez l'opérateur dans la liste.",
  "metres-en-trop": "Ce contrat loue {metres} m ; l'infrastructure en compte {total}.",
  "revision-avant": "Une révision commence après le début du contrat, le {debut}.",
  "revision-existante": "Une révision commence déjà ce jour-là.",
  "sans-indice": "Ce contrat ne suit aucun indice : indiquez le nouveau prix.",
  "prix-impossible":
    "À cette valeur de l'indice, le mètre coûterait {prix} : vérifiez-la, ou indiquez vous-même le nouveau prix.",
  "fin-avant": "La fin ne peut pas précéder le début.",
} as const
export type LoyerRefusal = keyof typeof LOYER_REFUSALS
