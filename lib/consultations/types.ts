import type { CalendarDate } from "@/lib/platform/dates.ts"

export const AVIS = ["interesse", "plus_tard", "sans_besoin"] as const
export type Avis = (typeof AVIS)[number]

export const AVIS_LABELS = {
  interesse: "Intéressé",
  plus_tard: "Plus tard",
  sans_besoin: "Pas de besoin",
} as const satisfies Record<Avis, string>

/** What may be ticked, at most: beyond, nobody reads. */
export const CHOIX_MAX = 8

export type Reponse = { avis: Avis; choix: readonly string[]; commentaire: string | null; majLe: Date }

/** One question as a collectivité sees it, with what it answered. */
export type MaConsultation = {
  id: string
  service: { slug: string; nom: string }
  titre: string
  question: string
  choix: readonly string[]
  jusqua: CalendarDate
  reponse: Reponse | null
}

export const CONSULTATION_REFUSALS = {
  "consultation-inconnue": "Cette consultation n'existe pas, ou ne s'adresse pas à votre collectivité.",
  "consultation-close": "Cette consultation est close : votre réponse n'a pas été enregistrée.",
  "choix-inconnu": "Ce choix n'est plus proposé : rechargez la page.",
  "service-inconnu": "Choisissez un service publié du catalogue.",
  "date-passee": "Le dernier jour pour répondre est déjà passé.",
  "deja-close": "Cette consultation est déjà close.",
} as const
export type ConsultationRefusal = keyof typeof CONSULTATION_REFUSALS
