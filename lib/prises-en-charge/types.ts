import type { PriseEnChargeEtat } from "@/generated/prisma/enums.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { Decimal } from "@/lib/platform/money.ts"

/** The same as the trigger `transition` of the table. */
export const PRISE_EN_CHARGE_TRANSITIONS = {
  proposee: ["acceptee", "refusee", "terminee"],
  acceptee: ["terminee"],
  refusee: [],
  terminee: [],
} as const satisfies Record<PriseEnChargeEtat, readonly PriseEnChargeEtat[]>

/** What one other body pays of a service, as its beneficiary and billing read it. */
export type Part = {
  id: string
  payeurId: string
  payeurNom: string
  serviceId: string
  service: string
  part: Decimal
  depuis: CalendarDate
  jusqua: CalendarDate | null
}

/** The same as its payer reads it. */
export type Prise = Omit<Part, "payeurId" | "payeurNom"> & {
  etat: PriseEnChargeEtat
  beneficiaireId: string
  beneficiaireNom: string
  fondement: string
  motif: string | null
}

export type Situation = "declaree" | "a_venir" | "en_cours" | "terminee" | "refusee"

export const SITUATION_LABELS = {
  declaree: "déclarée",
  a_venir: "à venir",
  en_cours: "en cours",
  terminee: "terminée",
  refusee: "refusée",
} as const satisfies Record<Situation, string>

export const PRISE_REFUSALS = {
  "beneficiaire-inconnu": "Cette collectivité n'est pas connue, ou n'est pas de celles pour qui vous pouvez payer.",
  "payeur-inconnu": "Cet organisme n'est pas connu.",
  "soi-meme": "Une collectivité paie déjà ce qu'elle utilise : choisissez-en une autre.",
  "pas-intercommunalite":
    "Une intercommunalité déclare elle-même ce qu'elle paie pour ses communes ; pour un autre organisme, l'opérateur l'enregistre.",
  "service-inconnu": "Ce service n'est plus au catalogue.",
  "service-compris": "Ce service est compris dans l'adhésion : il n'y a rien à prendre en charge.",
  "dates-inversees": "La fin ne peut pas précéder le début, le {debut}.",
  "depuis-passe": "Le début ne peut pas précéder le {limite} : ce qui est déjà facturé le reste.",
  "part-depassee":
    "D'autres organismes paient déjà {deja} % de ce service à ces dates : cette part dépasserait le coût entier.",
  "prise-inconnue": "Cette prise en charge n'existe pas.",
  "prise-terminee": "Cette prise en charge est déjà terminée ou refusée.",
  "fin-prise": "Elle se termine déjà le {fin} : choisissez un jour plus tôt.",
} as const
export type PriseRefusal = keyof typeof PRISE_REFUSALS
