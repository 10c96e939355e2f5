import { fold, formatDecimal } from "@/lib/platform/format.ts"
import { type Decimal, decimal, exactProduct } from "@/lib/platform/money.ts"
import type { Nature } from "../../types.ts"

export type Quantite =
  | { lue: true; valeur: Decimal; note: string | null; alerte: string | null }
  | { lue: false; vide: true }
  | { lue: false; vide: false; message: string }

/** Units as people write them, and what one of them is worth in the unit of the statement. */
const UNITS = {
  km: { km: "1", kms: "1", kilometres: "1", kilometre: "1", m: "0.001", ml: "0.001", metres: "0.001", metre: "0.001" },
  "m²": { "m²": "1", m2: "1", "metres carres": "1", "metre carre": "1" },
  unités: {
    unite: "1",
    unites: "1",
    u: "1",
    mat: "1",
    mats: "1",
    pylone: "1",
    pylones: "1",
    antenne: "1",
    antennes: "1",
  },
} as const satisfies Record<string, Record<string, string>>
type Unite = keyof typeof UNITS

export const UNITE_DE = { souterrain: "km", aerien: "km", emprise: "m²", mat: "unités" } as const satisfies Record<
  Nature,
  Unite
>

/** Above it, one line of one commune is more likely written in another unit than as long as that. */
const PLAUSIBLE = { km: 300, "m²": 2000, unités: 100 } as const satisfies Record<Unite, number>
const SORTE = { km: "une longueur", "m²": "une surface", unités: "un nombre de mâts" } as const

const SHAPE = /^(-?)\s*(\d[\d \u00a0\u202f]*(?:[.,]\d+)?|[.,]\d+)\s*(.*)$/

/**
 * "12,4 km", "850 ml", "1 250,5": never negative, never guessed from words, to the metre. `enMetres`: what a bare number of
 * this column counts.
 */
export function readQuantite(cell: string, unite: Unite, { enMetres = false } = {}): Quantite {
  const text = cell.trim()
  if (text === "" || text === "-" || text === "–" || fold(text) === "neant") return { lue: false, vide: true }
  const fail = (message: string): Quantite => ({ lue: false, vide: false, message })
  const found = SHAPE.exec(text)
  if (!found) return fail(`« ${text} » n'est pas un nombre.`)
  const [, sign, digits = "", written = ""] = found
  if (sign === "-") return fail(`« ${text} » est négatif : une longueur ou une surface ne l'est jamais.`)
  const number = digits.replace(/[ \u00a0\u202f]/g, "").replace(",", ".")
  const unit = fold(written).replace(/\.$/, "").trim()
  const bare = enMetres && unite === "km" ? "0.001" : "1"
  const factors: Record<string, string> = UNITS[unite]
  const factor = unit === "" ? bare : Object.hasOwn(factors, unit) ? factors[unit] : undefined
  if (factor === undefined) return fail(`L'unité « ${written} » n'est pas ${SORTE[unite]}.`)
  const plain = number.startsWith(".") ? `0${number}` : number
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(plain)) return fail(`« ${text} » a trop de chiffres.`)
  const valeur = decimal(exactProduct(decimal(plain), decimal(factor)))
  if (unite === "unités" && valeur.includes(".")) return fail(`« ${text} » n'est pas un nombre entier.`)
  if (/\.\d{4,}$/.test(valeur)) return fail(`« ${text} » est plus précis que le mètre : arrondissez à trois décimales.`)
  const read = `« ${text} » lu comme ${formatDecimal(valeur)} ${unite}`
  const note = unit !== "" ? `${read}.` : factor !== "1" ? `${read} : la colonne est en mètres.` : null
  const alerte =
    Number(valeur) > PLAUSIBLE[unite]
      ? `${formatDecimal(valeur)} ${unite} est beaucoup pour une ligne : vérifiez que le fichier n'est pas dans une autre unité.`
      : null
  return { lue: true, valeur, note, alerte }
}
