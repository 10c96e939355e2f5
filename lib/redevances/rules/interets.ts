import { addDays, type CalendarDate, calendarDate, daysBetween, daysInYear, yearOf } from "@/lib/platform/dates.ts"
import { formatAmount, formatDecimal, formatShortDay } from "@/lib/platform/format.ts"
import { type Cents, type Decimal, decimal, productOf, sum, toEuros } from "@/lib/platform/money.ts"

export type Semestre = 1 | 2
/** Percent a year, published each half-year by an arrêté. */
export type TauxLegal = { annee: number; semestre: Semestre; taux: Decimal; source: string }

export type PeriodeDInteret = { du: CalendarDate; au: CalendarDate; jours: number; montant: Cents; etape: string }
export type Interets =
  | { connus: true; periodes: PeriodeDInteret[]; total: Cents }
  | { connus: false; manquants: { annee: number; semestre: Semestre }[] }

type Paiement = { jour: CalendarDate; montant: Cents }
type Retard = {
  montant: Cents
  /** In any order; one made by the term owes no interest. */
  paiements?: readonly Paiement[]
  echeance: CalendarDate
  au: CalendarDate
  taux: readonly TauxLegal[]
}

/**
 * Late interest on a fee of public domain, at the legal rate (CG3P L.2125-5), simple, from the day after the term to the
 * day of payment included, on what is left to pay each day; one line a half-year and payment, each to the cent. One unknown
 * rate withholds the whole.
 */
export function computeInterets({ montant, paiements = [], echeance, au, taux }: Retard): Interets {
  if (au <= echeance) return { connus: true, periodes: [], total: 0n }
  const resteLe = (jour: CalendarDate) =>
    montant - sum(paiements.filter((one) => one.jour < jour).map((one) => one.montant))
  const spans = halfYears(addDays(echeance, 1), au)
    .flatMap((span) => splitAt(span, paiements))
    .filter(({ du }) => resteLe(du) > 0n)
  const rates = spans.map(({ annee, semestre }) => taux.find((t) => t.annee === annee && t.semestre === semestre))
  const manquants = halfYearsOf(spans.filter((_, i) => !rates[i]))
  if (manquants.length > 0) return { connus: false, manquants }
  const periodes = spans.map((span, i) => periode(resteLe(span.du), span, rates[i]?.taux ?? decimal("0")))
  return { connus: true, periodes, total: sum(periodes.map((one) => one.montant)) }
}

type Span = { annee: number; semestre: Semestre; du: CalendarDate; au: CalendarDate }

function halfYears(from: CalendarDate, to: CalendarDate): Span[] {
  const spans: Span[] = []
  for (let du = from; du <= to; ) {
    const annee = yearOf(du)
    const semestre = du.slice(5) < "07-01" ? 1 : 2
    const end = calendarDate(semestre === 1 ? `${annee}-06-30` : `${annee}-12-31`)
    const au = end < to ? end : to
    spans.push({ annee, semestre, du, au })
    du = addDays(au, 1)
  }
  return spans
}

/** A payment ends a period with its day; the next one is on what it left. */
function splitAt(span: Span, paiements: readonly Paiement[]): Span[] {
  const ends = [...new Set(paiements.map(({ jour }) => jour))]
    .filter((jour) => jour >= span.du && jour < span.au)
    .sort()
  return [...ends, span.au].map((au, i) => ({ ...span, du: addDays(ends[i - 1] ?? addDays(span.du, -1), 1), au }))
}

const halfYearsOf = (spans: readonly Span[]) => [
  ...new Map(spans.map(({ annee, semestre }) => [`${annee}/${semestre}`, { annee, semestre }])).values(),
]

function periode(montant: Cents, { annee, du, au }: Span, taux: Decimal): PeriodeDInteret {
  const jours = daysBetween(du, au) + 1
  const whole = daysInYear(annee)
  const due = productOf(toEuros(montant), taux, BigInt(jours), BigInt(whole) * 100n)
  const etape = `Du ${formatShortDay(du)} au ${formatShortDay(au)} : ${formatAmount(montant)} × ${formatDecimal(taux)} % × ${jours} / ${whole} jours = ${formatAmount(due)}`
  return { du, au, jours, montant: due, etape }
}
