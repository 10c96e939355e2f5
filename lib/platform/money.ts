/** Money is integer euro cents; rates are exact decimals held as text. No float ever holds an amount. */
export type Cents = bigint

/** An exact decimal such as "0.1234": what `numeric` columns and forms carry. */
export type Decimal = string & { readonly __brand: "Decimal" }

const DECIMAL = /^-?\d{1,15}(?:\.\d{1,9})?$/

export const isDecimal = (text: string): text is Decimal => DECIMAL.test(text)

/** Throws on anything that is not a plain decimal with a point. */
export function decimal(text: string): Decimal {
  if (!isDecimal(text)) throw new RangeError(`not a decimal: ${text}`)
  return text
}

type Fraction = { units: bigint; scale: bigint }

function fraction(value: Decimal): Fraction {
  const [whole = "0", digits = ""] = value.split(".")
  const units = BigInt(`${whole}${digits}`)
  return { units, scale: 10n ** BigInt(digits.length) }
}

/** Nearest integer, halves away from zero (arrêté du 22 mars 1972: to the nearest cent on each line). */
export function roundHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (denominator <= 0n) throw new RangeError("denominator must be positive")
  const sign = numerator < 0n ? -1n : 1n
  return sign * ((sign * numerator * 2n + denominator) / (denominator * 2n))
}

/** quantity × price in euros → cents, half up, once. */
export function priceOf(quantity: bigint | number, euros: Decimal): Cents {
  const { units, scale } = fraction(euros)
  return roundHalfUp(BigInt(quantity) * units * 100n, scale)
}

/** Exact product of two decimals in euros → cents, half up, once; prorated by part / whole when given. */
export function productOf(quantity: Decimal, euros: Decimal, part = 1n, whole = 1n): Cents {
  const [left, right] = [fraction(quantity), fraction(euros)]
  return roundHalfUp(left.units * right.units * 100n * part, left.scale * right.scale * whole)
}

/** The same product, not rounded: what a calculation shows before its rounding. */
export function exactProduct(left: Decimal, right: Decimal): string {
  const [a, b] = [fraction(left), fraction(right)]
  return plainDecimal(a.units * b.units, a.scale * b.scale)
}

/** Exact sum of decimals, each counted `times`. */
export function sumDecimals(terms: Iterable<{ value: Decimal; times?: number }>): Decimal {
  let units = 0n
  const scale = 10n ** 9n
  for (const { value, times = 1 } of terms) {
    const term = fraction(value)
    units += (term.units * scale * BigInt(times)) / term.scale
  }
  return decimal(plainDecimal(units, scale))
}

/** Without useless zeros: "3.6". `scale` is a power of ten. */
function plainDecimal(units: bigint, scale: bigint): string {
  const sign = units < 0n ? "-" : ""
  const digits = (units < 0n ? -units : units).toString().padStart(scale.toString().length, "0")
  const cut = digits.length - (scale.toString().length - 1)
  const rest = digits.slice(cut).replace(/0+$/, "")
  return `${sign}${digits.slice(0, cut)}${rest === "" ? "" : `.${rest}`}`
}

/** quantity × price in euros × part / whole → cents, half up, once: a price over a part of its period. */
export function priceOfPart(quantity: bigint | number, euros: Decimal, part: bigint, whole: bigint): Cents {
  const { units, scale } = fraction(euros)
  return roundHalfUp(BigInt(quantity) * units * 100n * part, scale * whole)
}

/** percent of an amount in cents → cents, half up: VAT of a line. */
export function percentOf(amount: Cents, percent: Decimal): Cents {
  const { units, scale } = fraction(percent)
  return roundHalfUp(amount * units, scale * 100n)
}

/** amount × part / whole → cents, half up: proration of one line. */
export const prorate = (amount: Cents, part: bigint, whole: bigint): Cents => roundHalfUp(amount * part, whole)

export const least = (one: Cents, other: Cents): Cents => {
  if (one < other) return one
  return other
}

export const sum = (amounts: Iterable<Cents>): Cents => {
  let total = 0n
  for (const amount of amounts) total += amount
  return total
}

/**
 * Splits a cost over weights by largest remainder: the shares sum to the cost, ties in the order given.
 * Refuses weights that are all zero or negative.
 */
export function splitByWeight(cost: Cents, weights: readonly bigint[]): Cents[] {
  const whole = sum(weights)
  if (whole <= 0n || weights.some((weight) => weight < 0n)) throw new RangeError("weights must be positive")
  const shares = weights.map((weight) => (cost * weight) / whole)
  const byRemainder = weights
    .map((weight, index) => ({ index, remainder: (cost * weight) % whole }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  for (const { index } of byRemainder.slice(0, Number(cost - sum(shares)))) shares[index] = (shares[index] ?? 0n) + 1n
  return shares
}

/** "12.5" euros → 1 250 cents. */
export const centsOf = (euros: Decimal): Cents => priceOf(1, euros)

/** "164.80" for SQL and files; screens use `formatAmount`. */
export function toEuros(amount: Cents): Decimal {
  const sign = amount < 0n ? "-" : ""
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, "0")
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}` as Decimal
}
