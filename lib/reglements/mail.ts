import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import type { Cents } from "@/lib/platform/money.ts"

export type RelanceFacts = {
  rang: number
  nom: string
  reference: string
  objet: string
  reste: Cents
  echeance: CalendarDate
}

const RANGS = ["Première", "Deuxième", "Troisième"] as const

export const rangWords = (rang: number): string => `${RANGS[rang - 1] ?? "Nouvelle"} relance`

export const relanceTitle = ({ rang, reference }: RelanceFacts): string =>
  `${rangWords(rang)} : titre n° ${reference} à payer`

/** Said in the portal, in the mail and at the head of the letter. */
export const relanceText = ({ nom, reference, objet, reste, echeance }: RelanceFacts): string =>
  `Le titre n° ${reference} (${objet}), adressé à ${nom}, était à payer avant le ${formatDay(echeance)}. Il reste dû ${formatAmount(reste)}. ` +
  "Si le paiement est parti ces derniers jours, ne tenez pas compte de ce message. Si vous n'êtes pas d'accord avec la somme, posez votre question sur la page du titre."

type Letter = { marque: string; url: string; demonstration: boolean }

/** To the known mailbox of the mairie, where nobody signs in. */
export const relanceMail = (texte: string, { marque, url, demonstration }: Letter): string =>
  [
    "Bonjour,",
    texte,
    `Le titre et ce qu'il faut savoir pour payer :\n${url}`,
    marque,
    ...(demonstration ? ["Ceci est une démonstration : rien n'est à payer."] : []),
  ].join("\n\n")
