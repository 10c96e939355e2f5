export const PRESTATAIRE_REFUSALS = {
  "prestataire-inconnu": "Ce prestataire n'existe pas.",
  "nom-pris": "Un prestataire porte déjà ce nom.",
  "marche-inconnu": "Ce marché n'existe pas.",
  "periode-inversee": "Le marché finit avant de commencer.",
} as const
export type PrestataireRefusal = keyof typeof PRESTATAIRE_REFUSALS
