/** A character that ISO-8859-1 lacks, what took its place, and how often. */
export type Translitteration = { de: string; vers: string; fois: number }

const KNOWN: Readonly<Record<string, string>> = {
  œ: "oe",
  Œ: "OE",
  "’": "'",
  "‘": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "–": "-",
  "—": "-",
  "−": "-",
  "…": "...",
  "€": "EUR",
  "•": "-",
  Ÿ: "Y",
  "\u202f": "\u00a0",
  "\u2009": " ",
}

/** Latin-1 text of files for Hélios: what the encoding lacks is replaced by its nearest and counted, never dropped in silence. */
export function latin1Writer(): { text: (from: string) => string; replaced: () => Translitteration[] } {
  const counts = new Map<string, Translitteration>()
  const replace = (de: string): string => {
    const vers = KNOWN[de] ?? nearest(de)
    // A space for a space is nothing to report.
    if (vers.trim() === "") return vers
    const known = counts.get(de)
    if (known) known.fois += 1
    else counts.set(de, { de, vers, fois: 1 })
    return vers
  }
  return {
    // C1 controls (U+0080 to U+009F) are in the encoding and in no text.
    text: (from) => from.normalize("NFC").replace(/[^\u0020-\u007e\u00a0-\u00ff]/gu, replace),
    replaced: () => [...counts.values()],
  }
}

/** Its base letter ("ő" → "o"), or a question mark. */
function nearest(character: string): string {
  if (/\s/.test(character)) return " "
  const base = character.normalize("NFKD").replace(/\p{Diacritic}/gu, "")
  return /^[\u0020-\u007e\u00a0-\u00ff]+$/.test(base) ? base : "?"
}
