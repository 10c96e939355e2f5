/** What a person may be told, and its sentence. */
export const LINK_REFUSALS = {
  "trop-de-demandes": "Trop de demandes en peu de temps. Attendez un quart d'heure, puis recommencez.",
} as const
