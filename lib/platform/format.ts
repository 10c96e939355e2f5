import type { CalendarDate } from "./dates.ts"
import { type Cents, type Decimal, toEuros } from "./money.ts"

// All French formatting is here. Intl already sets the narrow no-break space (U+202F) and the no-break space before "€".
const EUROS = new Intl.NumberFormat("fr-FR", { style: "currency", currency: "EUR" })
const RATE = new Intl.NumberFormat("fr-FR", { style: "currency", currency: "EUR", maximumFractionDigits: 6 })
const INTEGER = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 0 })
const DECIMAL = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 18 })
const PERCENT = new Intl.NumberFormat("fr-FR", { style: "percent", maximumFractionDigits: 1 })
const DAY = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })
const SHORT_DAY = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" })
const MONTH = new Intl.DateTimeFormat("fr-FR", { month: "long", year: "numeric", timeZone: "UTC" })
const INSTANT = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Paris" })

type Numeric = `${number}`
const midnight = (day: CalendarDate) => new Date(`${day}T00:00:00Z`)
/** French style: the first of the month is "1er". */
const first = (text: string) => text.replace(/^1 /, "1er ")

/** 1 234,56 € */
export const formatAmount = (amount: Cents): string => EUROS.format(toEuros(amount) as Numeric)
/** + 8,70 €, − 3,50 €, 0,00 €: a difference between two years. */
export const formatDifference = (amount: Cents): string =>
  amount === 0n ? formatAmount(0n) : `${amount > 0n ? "+" : "−"} ${formatAmount(amount > 0n ? amount : -amount)}`
/** 0,10 € or 0,1234 €: a rate keeps its digits. */
export const formatRate = (euros: Decimal): string => RATE.format(euros as Numeric)
/** 12,345: a length or an exact product keeps its digits. */
export const formatDecimal = (value: Decimal | string): string => DECIMAL.format(value as Numeric)
export const formatInteger = (value: number | bigint): string => INTEGER.format(value)
/** 0.346 → 34,6 % */
export const formatPercent = (ratio: number): string => PERCENT.format(ratio)
/** 3 mars 2026 */
export const formatDay = (day: CalendarDate): string => first(DAY.format(midnight(day)))
/** 3 mars 2026, abbreviated month, for tables */
export const formatShortDay = (day: CalendarDate): string => first(SHORT_DAY.format(midnight(day)))
/** "2026-03" → mars 2026 */
export const formatMonth = (month: string): string => MONTH.format(new Date(`${month}-01T00:00:00Z`))
/** 3 mars 2026 à 14:05, in Paris */
export const formatInstant = (instant: Date): string => first(INSTANT.format(instant))
/** 2 341 habitants, 1 habitant */
export const formatCount = (value: number | bigint, singular: string, plural = `${singular}s`): string =>
  `${formatInteger(value)}\u00a0${value < 2 ? singular : plural}`
const LIST = new Intl.ListFormat("fr", { type: "conjunction" })

/** "SIRET, adresse postale et courriel officiel" */
export const formatList = (words: readonly string[]): string => LIST.format(words)

/** Lower case without accents: for sorting and searching by eye. */
export const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/œ/gi, "oe")
    .replace(/æ/gi, "ae")
    .toLowerCase()
