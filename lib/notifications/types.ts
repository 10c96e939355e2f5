import type { AgentRole } from "@/generated/prisma/enums.ts"
import type { Genre } from "./types/genres.ts"

/** How a person hears of a kind of news; in the portal she always can. */
export const CHOIX = ["immediat", "resume", "portail"] as const
export type Choix = (typeof CHOIX)[number]

export const CHOIX_LABELS = {
  immediat: "Par courriel, tout de suite",
  resume: "Dans le résumé du matin",
  portail: "Sur le portail seulement",
} as const satisfies Record<Choix, string>

/** Who is told: a group of the collectivité, the operator's staff, or named people. */
export type Destinataires = "elus" | "secretaires" | "equipe" | "agents" | readonly string[]

/** One piece of news; `titre` and `texte` are plain text, `lien` a path of the portal. */
export type Avis = {
  genre: Genre
  collectiviteId: string
  /** What it is about: with the genre and the person, it makes the news one. */
  objetId: string
  titre: string
  texte: string
  lien: string
  destinataires: Destinataires
  /** Legal by exception: a kind of the table that is legal is always so. */
  legale?: boolean
}

/** News of the operator's own, about no collectivité: to its staff of these roles. */
export type AvisBureau = Pick<Avis, "genre" | "objetId" | "titre" | "texte" | "lien"> & { roles: readonly AgentRole[] }

/** In the place of a kind, in the link that silences the digest as a whole. */
export const RESUME = "resume"

export const SILENCE_REFUSALS = {
  "lien-invalide": "Ce lien n'est pas complet, ou n'est pas pour vous. Ouvrez-le depuis le courriel reçu.",
  "toujours-envoye": "Ce genre de message est toujours envoyé : la loi le demande.",
} as const
export type SilenceRefusal = keyof typeof SILENCE_REFUSALS

export const NOTIFICATION_REFUSALS = {
  "courriel-inconnu": "Ce courriel n'existe pas, ou n'est plus dans cet état. Rechargez la page.",
} as const
export type NotificationRefusal = keyof typeof NOTIFICATION_REFUSALS
