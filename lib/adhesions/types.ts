import { COLLECTIVITE_REFUSALS } from "@/lib/collectivites/types.ts"

export const DEMANDE_TRANSITIONS = {
  recue: ["en_cours", "acceptee", "refusee"],
  en_cours: ["acceptee", "refusee"],
  acceptee: [],
  refusee: [],
} as const
export type DemandeAdhesionEtat = keyof typeof DEMANDE_TRANSITIONS
export const DEMANDE_ETATS = Object.keys(DEMANDE_TRANSITIONS) as DemandeAdhesionEtat[]

export const DEMANDE_LABELS = {
  recue: "Reçue",
  en_cours: "En cours",
  acceptee: "Acceptée",
  refusee: "Refusée",
} as const satisfies Record<DemandeAdhesionEtat, string>

export const ADHESION_REFUSALS = {
  "collectivite-inconnue": "Cette collectivité n'est pas dans le territoire de l'opérateur. Cherchez-la à nouveau.",
  "trop-de-demandes":
    "Plusieurs demandes ont déjà été reçues aujourd'hui pour cette collectivité. Elles seront lues : inutile d'en ajouter.",
  "organisme-prive": COLLECTIVITE_REFUSALS["organisme-prive"],
  "categorie-invalide": COLLECTIVITE_REFUSALS["categorie-invalide"],
  "demande-inconnue": "Cette demande n'existe pas.",
  "demande-decidee": "Cette demande a déjà reçu une réponse : {etat}.",
  "transition-interdite": COLLECTIVITE_REFUSALS["transition-interdite"],
  "date-future": "La date d'effet est dans le futur : acceptez la demande le jour venu.",
  "date-anterieure": "La date d'effet doit suivre le {depuis}, début de la situation présente.",
} as const
export type AdhesionRefusal = keyof typeof ADHESION_REFUSALS
