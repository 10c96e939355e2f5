import { addDays, type CalendarDate, calendarDate, daysBetween, daysInYear } from "@/lib/platform/dates.ts"
import { formatAmount, formatInteger, formatRate, formatShortDay } from "@/lib/platform/format.ts"
import { type Cents, type Decimal, decimal, productOf, sum } from "@/lib/platform/money.ts"

export type Revision = { effet: CalendarDate; tarifMetre: Decimal }
export type Contrat = {
  metres: number
  tarifMetre: Decimal
  debut: CalendarDate
  fin: CalendarDate | null
  revisions: readonly Revision[]
}
export type Loyer = { annee: number; total: Cents; etapes: string[] }

/** Metres × the price in force, by the day at the ends of the contract and at each revision; each part to the cent. */
export function computeLoyer(contrat: Contrat, annee: number): Loyer {
  const first = later(calendarDate(`${annee}-01-01`), contrat.debut)
  const last = contrat.fin && contrat.fin < `${annee}-12-31` ? contrat.fin : calendarDate(`${annee}-12-31`)
  if (first > last) return { annee, total: 0n, etapes: [] }
  const prices = [{ effet: contrat.debut, tarifMetre: contrat.tarifMetre }, ...contrat.revisions].sort((a, b) =>
    a.effet.localeCompare(b.effet),
  )
  const parts = prices.flatMap((price, index) => {
    const next = prices[index + 1]
    const from = later(price.effet, first)
    const to = next && addDays(next.effet, -1) < last ? addDays(next.effet, -1) : last
    return from > to ? [] : [part({ contrat, price, from, to, annee })]
  })
  return { annee, total: sum(parts.map(({ montant }) => montant)), etapes: parts.map(({ etape }) => etape) }
}

const later = (a: CalendarDate, b: CalendarDate) => (a > b ? a : b)

type Part = { contrat: Contrat; price: Revision; from: CalendarDate; to: CalendarDate; annee: number }

function part({ contrat, price, from, to, annee }: Part) {
  const [jours, whole] = [daysBetween(from, to) + 1, daysInYear(annee)]
  const montant = productOf(decimal(String(contrat.metres)), price.tarifMetre, BigInt(jours), BigInt(whole))
  const days = jours === whole ? "" : ` × ${jours} / ${whole} jours`
  const etape = `Du ${formatShortDay(from)} au ${formatShortDay(to)} : ${formatInteger(contrat.metres)} m × ${formatRate(price.tarifMetre)}${days} = ${formatAmount(montant)}`
  return { montant, etape }
}

/** Ownership is proved by a document, never by habit. */
export const isProved = (preuves: readonly unknown[]): boolean => preuves.length > 0
