import type { DepartConservation, DocumentEtat, DocumentGenre, SortFinal } from "@/generated/prisma/enums.ts"

export type { DepartConservation, DocumentEtat, DocumentGenre, SortFinal }

/** The same as the trigger `transition` of the table. */
export const DOCUMENT_TRANSITIONS = {
  en_analyse: ["disponible", "infecte"],
  disponible: ["detruit"],
  infecte: [],
  detruit: [],
} as const satisfies Record<DocumentEtat, readonly DocumentEtat[]>

export const ETAT_LABELS = {
  en_analyse: "en attente d'analyse",
  disponible: "disponible",
  infecte: "refusé : infecté",
  detruit: "détruit",
} as const satisfies Record<DocumentEtat, string>

/** In the order of the screens; a logo is no document of a file. */
export const GENRES = [
  "charte",
  "convention",
  "avenant",
  "deliberation",
  "titre",
  "rapport",
  "preuve",
  "modele",
  "autre",
] as const satisfies readonly DocumentGenre[]
export type Genre = (typeof GENRES)[number]

export const GENRE_LABELS = {
  charte: "Charte d’adhésion",
  convention: "Convention",
  avenant: "Avenant",
  deliberation: "Délibération",
  titre: "Titre",
  rapport: "Rapport",
  preuve: "Dossier de preuve",
  modele: "Modèle",
  autre: "Autre document",
} as const satisfies Record<Genre, string>

/** Bytes that are durable under their address, and not yet any document's: a file without a row is swept. */
export type KeptBytes = {
  taille: number
  /** SHA-256 of the clear bytes, hexadecimal. */
  empreinte: string
  adresse: string
  cleEnveloppee: Buffer
}

/** What a document is, whoever made it. */
export type NewDocument = {
  collectiviteId: string
  genre: DocumentGenre
  /** What it is the document of; the same for all its versions. Left out, the document stands for itself. */
  objetId?: string
  /** Left out, the one after the last. Said, it must be free: the second of two who store the same one fails. */
  version?: number
  /** The matter it is filed under, beside its objet. */
  affaireId?: string | null
  titre: string
  nom: string
  mediaType: string
  acteLe?: Date | null
  acteNumero?: string | null
  deposeParId?: string | null
  /** "en_analyse" where no scan has answered yet. */
  etat?: "disponible" | "en_analyse"
}

export type DocumentRef = { id: string; objetId: string; version: number; empreinte: string }
