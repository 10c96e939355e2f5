import { fold, formatDecimal } from "@/lib/platform/format.ts"
import { type Decimal, decimal, exactProduct } from "@/lib/platform/money.ts"

export type Quantite =
  | { lue: true; valeur: Decimal; note: string | null }
  | { lue: false; vide: true }
  | { lue: false; vide: false; message: string }

/** Units as people write them, and what one of them is worth in the unit of the statement. */
const UNITS = {
  km: { km: "1", kms: "1", kilometres: "1", kilometre: "1", m: "0.001", ml: "0.001", metres: "0.001", metre: "0.001" },
  "m²": { "m²": "1", m2: "1", "metres carres": "1", "metre carre": "1", unite: null, u: null },
} as const satisfies Record<string, Record<string, string | null>>

const SHAPE = /^(-?)\s*(\d[\d \u00a0\u202f]*(?:[.,]\d+)?|[.,]\d+)\s*(.*)$/

/** "12,4 km", "850 ml", "1 250,5": never negative, never guessed from words, to the metre. */
export function readQuantite(cell: string, unite: "km" | "m²"): Quantite {
  const text = cell.trim()
  if (text === "" || text === "-" || text === "–" || fold(text) === "neant") return { lue: false, vide: true }
  const fail = (message: string): Quantite => ({ lue: false, vide: false, message })
  const found = SHAPE.exec(text)
  if (!found) return fail(`« ${text} » n'est pas un nombre.`)
  const [, sign, digits = "", written = ""] = found
  if (sign === "-") return fail(`« ${text} » est négatif : une longueur ou une surface ne l'est jamais.`)
  const number = digits.replace(/[ \u00a0\u202f]/g, "").replace(",", ".")
  const unit = fold(written).replace(/\.$/, "").trim()
  const factors: Record<string, string | null> = UNITS[unite]
  const factor = unit === "" ? "1" : factors[unit]
  if (factor === undefined || factor === null)
    return fail(`L'unité « ${written} » n'est pas ${unite === "km" ? "une longueur" : "une surface"}.`)
  const plain = number.startsWith(".") ? `0${number}` : number
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(plain)) return fail(`« ${text} » a trop de chiffres.`)
  const valeur = exactProduct(decimal(plain), decimal(factor))
  if (/\.\d{4,}$/.test(valeur)) return fail(`« ${text} » est plus précis que le mètre : arrondissez à trois décimales.`)
  const note = unit === "" ? null : `« ${text} » lu comme ${formatDecimal(valeur)} ${unite}.`
  return { lue: true, valeur: decimal(valeur), note }
}
