import { fold } from "@/lib/platform/format.ts"
import { type Cents, centsOf, decimal } from "@/lib/platform/money.ts"

export type Montant =
  | { lu: true; montant: Cents; note: string | null }
  | { lu: false; vide: true }
  | { lu: false; vide: false; message: string }

const SHAPE = /^(-?)\s*(\d[\d \u00a0\u202f]*(?:[.,]\d+)?)\s*(.*)$/
/** What people write after a price; "ht" is none of these: the inventory is with all taxes. */
const UNITS = /^(€|eur|euros?)?\s*(ttc)?\s*(\/|par)?\s*(mois|an)?$/

/**
 * "45,90 €", "1 250.5", "39 € TTC / mois": never negative, never without taxes, to the cent. A cell that says another period
 * than its column's is refused: it would count twelve times too much, or too little.
 */
export function readMontant(cell: string, periode: "mois" | "an"): Montant {
  const text = cell.trim()
  if (text === "" || text === "-" || text === "–") return { lu: false, vide: true }
  const fail = (message: string): Montant => ({ lu: false, vide: false, message })
  const found = SHAPE.exec(text)
  if (!found) return fail(`« ${text} » n'est pas un prix.`)
  const [, sign, digits = "", unit = ""] = found
  if (sign === "-") return fail(`« ${text} » est négatif : un prix ne l'est jamais.`)
  if (/\bht\b/.test(fold(unit))) return fail(`« ${text} » est hors taxes : indiquez le prix toutes taxes comprises.`)
  if (!UNITS.test(fold(unit).trim())) return fail(`« ${text} » : « ${unit} » n'est pas une unité de prix.`)
  const said = /\b(mois|an)$/.exec(fold(unit).trim())?.[1]
  if (said && said !== periode)
    return fail(`« ${text} » est un prix par ${said}, dans la colonne des prix par ${periode}.`)
  const number = digits.replace(/[ \u00a0\u202f]/g, "").replace(",", ".")
  if (!/^\d{1,7}(\.\d{1,2})?$/.test(number)) return fail(`« ${text} » n'est pas un montant au centime.`)
  const note = unit === "" || unit === "€" ? null : `« ${text} » lu comme ${number.replace(".", ",")} €.`
  return { lu: true, montant: centsOf(decimal(number)), note }
}
