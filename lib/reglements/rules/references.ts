import { foldSearch, isSiren, isSiret } from "@/lib/collectivites/rules.ts"

/** What a text says of a titre; null where it does not say. */
export type Reference = { numero: number; exercice: number | null; serie: string | null }

const YEAR = "(20\\d{2})"
const NUMBER = "0*([1-9]\\d{0,6})"
/** Words that announce a number, in the place of a series. */
const WORDS = new Set(["TITRE", "TITRES", "TIT", "T", "N", "NO", "NUM", "NUMERO", "REF", "REFERENCE", "ASAP", "AVIS"])

/**
 * The titres that a payer names, as printed and as people write them: 2026-COT-118, COT 118/2026, COT118, 2026COT000118
 * (PayFiP), titre n° 118 de 2026, T118, 2026/118. `alone`: the whole text is a reference, so that a bare number is one.
 */
export function readReferences(text: string, series: readonly string[], alone = false): Reference[] {
  const said = plain(text)
  const found: Reference[] = []
  const taken: [number, number][] = []
  const take = (pattern: string, read: (match: RegExpMatchArray) => Reference | null) => {
    for (const match of said.matchAll(new RegExp(pattern, "g"))) {
      const [from, to] = [match.index, match.index + match[0].length]
      if (taken.some(([start, end]) => from < end && to > start)) continue
      const reference = read(match)
      if (!reference) continue
      taken.push([from, to])
      found.push(reference)
    }
  }
  const known = series.map((one) => one.toUpperCase())
  const serieOf = (word: string): string | null | undefined =>
    known.includes(word) ? word : WORDS.has(word) ? null : undefined

  take(`(?<![A-Z0-9])${YEAR}[ ./_-]{0,3}([A-Z]{1,10}?)[ .:/_#-]{0,3}${NUMBER}(?![A-Z0-9])`, ([, year, word, number]) =>
    reference(serieOf(String(word)), number, year),
  )
  take(
    `(?<![A-Z0-9])([A-Z]{1,10}?)[ .:/_#-]{0,3}${NUMBER}(?![A-Z0-9])(?: ?(?:/|-|DE|EX|EXERCICE|ANNEE)[ .:]?${YEAR}(?!\\d))?`,
    ([, word, number, year]) => reference(serieOf(String(word)), number, year),
  )
  take(`(?<![A-Z0-9/-])${YEAR} ?[-/] ?${NUMBER}(?![A-Z0-9/-])`, ([, year, number]) => reference(null, number, year))
  if (alone && found.length === 0) take(`^${NUMBER}$`, ([, number]) => reference(null, number, undefined))
  return distinct(found)
}

/** "N° 118" and "no 118" alike; accents and unusual spaces away, capitals. */
const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/[°º]/g, " ")
    .toUpperCase()
    .replace(/\bN[O ]?(?= ?\d)/g, "NO ")
    .replace(/(TITRES?|TIT|REF(?:ERENCE)?|AVIS|ASAP)[ .:]+(?:NO|NUM|NUMERO)\b/g, "$1 ")
    .replace(/\s+/g, " ")
    .trim()

function reference(
  serie: string | null | undefined,
  number: string | undefined,
  year: string | undefined,
): Reference | null {
  if (serie === undefined || number === undefined) return null
  return { numero: Number(number), exercice: year ? Number(year) : null, serie }
}

export const distinct = (references: readonly Reference[]): Reference[] => [
  ...new Map(references.map((one) => [`${one.exercice}/${one.serie}/${one.numero}`, one])).values(),
]

/** SIREN numbers in a text, by their key: bare, or inside a SIRET. */
export function readSirens(text: string): string[] {
  const digits = [...text.replace(/(?<=\d)[ .](?=\d{3})/g, "").matchAll(/(?<!\d)(\d{14}|\d{9})(?!\d)/g)].map(
    ([number]) => number,
  )
  return [...new Set(digits.filter((one) => isSiren(one) || isSiret(one)).map((one) => one.slice(0, 9)))]
}

// A trésorerie or an SGC pays for every body of its sector: its town says nothing of who owes.
const FORMS = /^(?:commune|mairie|ville|commune deleguee)(?: de la| de l| de| du| des| d)? /

/** The names under which a payer may stand in the register: "MAIRIE DU NEUBOURG" is "le neubourg". */
export function payerNames(payeur: string): string[] {
  const whole = foldSearch(payeur)
  if (whole === "") return []
  const form = FORMS.exec(whole)?.[0] ?? ""
  const rest = whole.slice(form.length)
  const article = / du $/.test(form)
    ? "le "
    : / des $/.test(form)
      ? "les "
      : / de la $/.test(form)
        ? "la "
        : / de l $/.test(form)
          ? "l "
          : ""
  return [...new Set([whole, rest, `${article}${rest}`])].filter((name) => name.length > 1)
}
