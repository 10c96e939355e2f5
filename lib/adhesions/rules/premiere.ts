import type { RegleProrata } from "@/generated/prisma/enums.ts"
import { type CalendarDate, calendarDate, daysBetween, daysInYear, yearOf } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import { type Cents, prorate } from "@/lib/platform/money.ts"

export type Premiere = { exercice: number; montant: Cents; bases: string }

export const REGLE_LABELS = {
  annee_pleine_suivante: "Rien la première année : la cotisation commence avec la première année entière",
  mois_entames: "Au nombre de mois, le mois d'arrivée compté entier",
  jours_reels: "Au nombre de jours",
  annee_entiere: "L'année entière, quelle que soit la date",
} as const satisfies Record<RegleProrata, string>

/** What the year of arrival costs, by the operator's rule, rounded half up once; the whole year when it begins with it. */
export function computePremiere(annuelle: Cents, regle: RegleProrata, effet: CalendarDate): Premiere {
  const exercice = yearOf(effet)
  const whole = { exercice, montant: annuelle, bases: `Année ${exercice} entière : ${formatAmount(annuelle)}` }
  if (effet === `${exercice}-01-01` || regle === "annee_entiere") return whole
  if (regle === "annee_pleine_suivante")
    return {
      exercice,
      montant: 0n,
      bases: `Adhésion le ${formatDay(effet)} : la cotisation commence avec l'année ${exercice + 1}`,
    }
  const { part, of, words } = regle === "mois_entames" ? months(effet) : days(effet)
  const montant = prorate(annuelle, part, of)
  return {
    exercice,
    montant,
    bases: `${formatAmount(annuelle)} × ${part}/${of} ${words} (du ${formatDay(effet)} au 31 décembre) = ${formatAmount(montant)}`,
  }
}

const months = (effet: CalendarDate) => ({ part: BigInt(13 - Number(effet.slice(5, 7))), of: 12n, words: "mois" })

const days = (effet: CalendarDate) => ({
  part: BigInt(daysBetween(effet, calendarDate(`${yearOf(effet) + 1}-01-01`))),
  of: BigInt(daysInYear(yearOf(effet))),
  words: "jours",
})
