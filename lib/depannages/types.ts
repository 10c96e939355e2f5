import type { CalendarDate } from "@/lib/platform/dates.ts"

/** The same as the trigger `transition` of depannage. */
export const DEPANNAGE_TRANSITIONS = {
  a_transmettre: ["accuse", "rejete", "resolu"],
  accuse: ["resolu"],
  rejete: ["a_transmettre", "accuse", "resolu"],
  resolu: [],
} as const
export type DepannageEtat = keyof typeof DEPANNAGE_TRANSITIONS

export const DEPANNAGE_LABELS = {
  a_transmettre: "à transmettre",
  accuse: "pris en charge",
  rejete: "rejeté par le prestataire",
  resolu: "résolu",
} as const satisfies Record<DepannageEtat, string>

/** One request, as the collectivité and the staff both see it. */
export type Depannage = {
  id: string
  etat: DepannageEtat
  collectivite: string
  collectivitePublicId: string
  service: string
  souscriptionId: string
  poste: string | null
  objet: string
  bloquant: boolean
  contactNom: string
  contactTelephone: string
  demandeLe: Date
  reponse: string | null
  reference: string | null
  suiviLe: CalendarDate | null
  resolution: string | null
  resoluLe: Date | null
  version: number
}

export const DEPANNAGE_REFUSALS = {
  "souscription-inconnue": "Ce service n'est pas en service pour votre collectivité.",
  "poste-inconnu": "Ce poste n'existe pas, ou n'est plus sous ce service.",
  "depannage-inconnu": "Cette demande de dépannage n'existe pas.",
  "depannage-change":
    "Cette demande a changé entre-temps : elle est maintenant « {etat} ». Rechargez la page : rien n'a été modifié.",
  "transition-interdite": "Une demande « {de} » ne peut pas devenir « {vers} ».",
} as const
export type DepannageRefusal = keyof typeof DEPANNAGE_REFUSALS
