import type { DossierAdhesionEtat, RegleProrata } from "@/generated/prisma/enums.ts"
import { COLLECTIVITE_REFUSALS } from "@/lib/collectivites/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { Cents } from "@/lib/platform/money.ts"

export type DossierEtat = DossierAdhesionEtat
export type { RegleProrata }

/** The same as the trigger `transition` of the table. */
export const DOSSIER_TRANSITIONS = {
  en_preparation: ["en_signature", "abandonne"],
  en_signature: ["en_preparation", "conclu", "en_vigueur", "abandonne"],
  conclu: ["en_vigueur"],
  en_vigueur: ["retrait_demande", "termine"],
  retrait_demande: ["en_vigueur", "termine"],
  termine: [],
  abandonne: [],
} as const satisfies Record<DossierEtat, readonly DossierEtat[]>

export const DOSSIER_LABELS = {
  en_preparation: "en préparation",
  en_signature: "charte en signature",
  conclu: "conclue, effet à venir",
  en_vigueur: "en vigueur",
  retrait_demande: "retrait demandé",
  termine: "terminée",
  abandonne: "abandonnée",
} as const satisfies Record<DossierEtat, string>

export type DossierAdhesion = {
  id: string
  collectiviteId: string
  etat: DossierEtat
  version: number
  deliberationNumero: string | null
  deliberationLe: CalendarDate | null
  deliberationDocumentId: string | null
  representantId: string | null
  acteId: string | null
  dateEffet: CalendarDate | null
  regleProrata: RegleProrata | null
  montantPremiere: Cents | null
  basesPremiere: string | null
  titreId: string | null
  renouveleeLe: CalendarDate | null
  retraitDemandeLe: CalendarDate | null
  /** Last day of membership. */
  retraitEffetLe: CalendarDate | null
  retraitMotif: string | null
}

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
  "dossier-inconnu": "Ce dossier d'adhésion n'existe pas.",
  "dossier-change": "Ce dossier a changé entre-temps ({par}). Rechargez la page : rien n'a été modifié.",
  "dossier-autre-etat": "Ce dossier d'adhésion est « {etat} » : cette étape n'y est pas possible.",
  "dossier-incomplet": "Il manque encore {manques} pour établir la charte.",
  "dossier-ouvert": "Un dossier d'adhésion est déjà ouvert pour cette collectivité.",
  "deja-adherente": "Cette collectivité est déjà adhérente.",
  "deliberation-future": "Une délibération est votée avant d'être enregistrée : sa date est dans le futur.",
  "representant-inconnu": "Ce mandat n'est pas en cours pour cette collectivité.",
  "effet-avant-deliberation": "L'adhésion ne peut pas prendre effet avant la délibération, le {depuis}.",
  "effet-lointain": "La date d'effet est trop lointaine : choisissez-la avant le {limite}.",
  "premiere-sans-montant": "Rien n'est dû pour la première année : aucun titre n'est à émettre.",
  "premiere-emise": "Le titre de la première cotisation est déjà émis.",
  "statut-autre":
    "La situation de cette collectivité ne le permet pas, ou vient de changer : rechargez la page. Une adhérente part par son retrait.",
  "date-future": "Cette date est dans le futur : enregistrez ce qui a pris effet.",
  "date-anterieure": "La date d'effet doit suivre le {depuis}, début de la situation présente.",
} as const
export type AdhesionRefusal = keyof typeof ADHESION_REFUSALS
