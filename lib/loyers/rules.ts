import { addDays, type CalendarDate, calendarDate, daysBetween, daysInYear } from "@/lib/platform/dates.ts"
import { formatAmount, formatDecimal, formatInteger, formatRate, formatShortDay } from "@/lib/platform/format.ts"
import { type Cents, type Decimal, decimal, productOf, roundHalfUp, sum } from "@/lib/platform/money.ts"

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

/** Price by metre at a new value of the index: price of the beginning × value ÷ base, to the ten-thousandth of a euro, half up. */
export function indexedPrice(tarifMetre: Decimal, indiceBase: Decimal, valeur: Decimal): Decimal {
  const price = roundHalfUp(
    scaled(tarifMetre, PRICE_DIGITS) * scaled(valeur, INDEX_DIGITS),
    scaled(indiceBase, INDEX_DIGITS),
  )
  const digits = price.toString().padStart(PRICE_DIGITS + 1, "0")
  return decimal(`${digits.slice(0, -PRICE_DIGITS)}.${digits.slice(-PRICE_DIGITS)}`)
}

const PRICE_DIGITS = 4
const INDEX_DIGITS = 3

/** A decimal as a count of its smallest part. */
function scaled(value: Decimal, digits: number): bigint {
  const [whole = "0", part = ""] = value.split(".")
  return BigInt(whole + part.slice(0, digits).padEnd(digits, "0"))
}

/** What the file says of an indexed revision. */
export const indexReason = (indice: string, base: Decimal, valeur: Decimal): string =>
  `Indice ${indice} : ${formatDecimal(base)} au début, ${formatDecimal(valeur)} à la révision`

/** Ownership is proved by a document, never by habit. */
export const isProved = (preuves: readonly unknown[]): boolean => preuves.length > 0
