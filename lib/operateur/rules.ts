import { readBandes } from "@/lib/collectivites/rules/bandes.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatCount } from "@/lib/platform/format.ts"
import { asJson } from "@/lib/platform/json.ts"
import { type Cents, decimal, priceOf } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { type Bande, CONSERVATION_LABELS, type Conservation, type CotisationMode, type Regle } from "./types.ts"

export type RegleRow = {
  mode: CotisationMode
  taux: { toString(): string } | null
  montant: Cents | null
  bandes: unknown
  minimum: Cents | null
  maximum: Cents | null
}

/** A row of a rule; the table says that what its mode asks for is there. */
export function regleOf({ mode, taux, montant, bandes, minimum, maximum }: RegleRow): Regle {
  const bornes = { minimum, maximum }
  if (mode === "taux_population" && taux !== null) return { mode, taux: decimal(taux.toString()), ...bornes }
  if (mode === "forfait" && montant !== null) return { mode, montant, ...bornes }
  if (mode === "bandes") return { mode, bandes: bandesOf(bandes), ...bornes }
  return { mode: "aucune" }
}

/** Amounts are kept as text: JSON has no integer of this size. */
const bandesOf = (stored: unknown): Bande[] =>
  asJson<{ jusqua: number | null; montant: string }[]>(stored ?? []).map(({ jusqua, montant }) => ({
    jusqua,
    montant: BigInt(montant),
  }))

export const BANDES_WRONG =
  "Écrivez une tranche par ligne, de la plus petite à la plus grande : « 500 ; 50,00 », puis « au-delà ; 150,00 »."

/** Amounts by band of population, in cents; null when they cannot be read. */
export const parseBandes = (text: string): Bande[] | null =>
  readBandes(text, (amount) => (/^\d{1,9}(\.\d{1,2})?$/.test(amount) ? priceOf(1, decimal(amount)) : null))?.map(
    ({ jusqua, valeur }) => ({ jusqua, montant: valeur }),
  ) ?? null

export const bandesToStore = (bandes: readonly Bande[]) =>
  bandes.map(({ jusqua, montant }) => ({ jusqua, montant: montant.toString() }))

/** A logo is shown 32 px high: more than this is a mistake. */
export const LOGO_MAX_BYTES = 300_000

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const JPEG = [0xff, 0xd8, 0xff]

export type ImageType = "image/png" | "image/jpeg"

/** By the bytes, whatever the file is called: an SVG can carry scripts and is no picture here. */
export function imageType(bytes: Uint8Array): ImageType | null {
  if (beginsWith(bytes, PNG)) return "image/png"
  return beginsWith(bytes, JPEG) ? "image/jpeg" : null
}

const beginsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)

export function checkLogo(bytes: Uint8Array): Result<ImageType, "logo-trop-lourd" | "logo-format"> {
  if (bytes.length > LOGO_MAX_BYTES) return refuse("logo-trop-lourd", { ko: String(Math.ceil(bytes.length / 1000)) })
  const type = imageType(bytes)
  return type ? ok(type) : refuse("logo-format")
}

/** A rule follows the last one: what was billed under an old rule keeps it. */
export function checkRegleStart(last: CalendarDate | null, depuis: CalendarDate): Result<void, "regle-anterieure"> {
  return last !== null && depuis <= last ? refuse("regle-anterieure", { depuis: last }) : ok(undefined)
}

/** How long each thing is kept, in words; null where the operator has not decided. */
export const conservationWords = (operateur: Conservation): { what: string; duration: string | null }[] =>
  (Object.keys(CONSERVATION_LABELS) as (keyof Conservation)[]).map((key) => {
    const value = operateur[key]
    const [one, many] = key.endsWith("Ans") ? ["an", "ans"] : ["mois", "mois"]
    return { what: CONSERVATION_LABELS[key], duration: value === null ? null : formatCount(value, one, many) }
  })
