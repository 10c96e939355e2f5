import { type CalendarDate, isCalendarDate } from "@/lib/platform/dates.ts"
import type { Cents } from "@/lib/platform/money.ts"

const GROUPED_BY_SPACES = /^\d{1,3}(?:[\s\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?$/
const PLAIN = /^\d+(?:[.,]\d{1,2})?$/
const DOTS_THEN_COMMA = /^\d{1,3}(?:\.\d{3})+,\d{1,2}$/
const COMMAS_THEN_DOT = /^\d{1,3}(?:,\d{3})+\.\d{1,2}$/
const THOUSANDS = /^\d{1,3}(?:\.\d{3}){2,}$|^\d{1,3}(?:,\d{3}){2,}$/
/** One thousand and something, or one and thousandths: nobody can tell. */
const AMBIGUOUS = /^\d{1,3}[.,]\d{3}$/
const NEGATIVE = /^[-−]|^\(.*\)$|[-−]$/
/** Ten billion euros: longer is a reference in the wrong column. */
const MAX_CENTS = 10n ** 12n

export type AmountReading = { cents: Cents } | { probleme: string }

/** "1 234,56 €", "1.234,56", "1,234.56", "1234.5": exact cents, or the reason in French. Never a float. */
export function readAmount(text: string): AmountReading {
  const bare = text
    .trim()
    .replace(/^\+/, "")
    .replace(/(?:€|eur(?:os?)?)$/i, "")
    .trim()
  if (bare === "") return { probleme: "Le montant manque." }
  const said = `« ${text.trim().slice(0, 40)} »`
  if (/^\d(?:[.,]\d+)?e[+-]?\d+$/i.test(bare))
    return { probleme: `Le montant ${said} a perdu ses chiffres dans le tableur.` }
  if (NEGATIVE.test(bare))
    return { probleme: `Le montant ${said} est négatif : un rejet ou un remboursement se saisit à la main.` }
  if (AMBIGUOUS.test(bare)) return { probleme: `Le montant ${said} est ambigu : écrivez deux décimales.` }
  const digits = normalize(bare)
  if (digits === null) return { probleme: `${said} n'est pas un montant.` }
  const [euros = "0", decimals = ""] = digits.split(".")
  const cents = BigInt(euros) * 100n + BigInt(decimals.padEnd(2, "0"))
  if (cents === 0n) return { probleme: "Le montant est nul." }
  return cents > MAX_CENTS ? { probleme: `${said} n'est pas un montant vraisemblable.` } : { cents }
}

function normalize(text: string): string | null {
  if (GROUPED_BY_SPACES.test(text)) return text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".")
  if (PLAIN.test(text)) return text.replace(",", ".")
  if (DOTS_THEN_COMMA.test(text)) return text.replaceAll(".", "").replace(",", ".")
  if (COMMAS_THEN_DOT.test(text)) return text.replaceAll(",", "")
  return THOUSANDS.test(text) ? text.replace(/[.,]/g, "") : null
}

/** 03/03/2026, 3-3-26, 2026-03-03, 20260303; null for what is no day. */
export function readDay(text: string): CalendarDate | null {
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text)
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  const iso = french
    ? `${french[3]?.padStart(4, "20")}-${french[2]?.padStart(2, "0")}-${french[1]?.padStart(2, "0")}`
    : compact
      ? `${compact[1]}-${compact[2]}-${compact[3]}`
      : text.replace(/[T ]00:00(?::00)?(?:\.0+)?Z?$/, "")
  return isCalendarDate(iso) ? iso : null
}
