import { readFileSync } from "node:fs"
import { join } from "node:path"
import { create, type Font, type GlyphRun } from "fontkit"
import subsetFont from "subset-font"

export type LatinFonts = { regular: Font; bold: Font }

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join("")

/** What French and its amounts need. */
const LATIN = `${range(0x20, 0x7e)}${range(0xa0, 0xff)}ŒœŸ–—‘’“”…•€−×`

let cut: Promise<LatinFonts> | null = null

/** Public Sans (OFL), cut to Latin and parsed once a thread: pdfkit would parse it anew for each page, half of its time. */
export function latinFonts(): Promise<LatinFonts> {
  cut ??= Promise.all([latin(400), latin(700)]).then(([regular, bold]) => ({ regular, bold }))
  return cut
}

async function latin(weight: 400 | 700): Promise<Font> {
  // From the folder of the installation, where every process of the portal starts: a bundler that follows the path puts the
  // number of a module in its place, and the web process would then draw no document.
  const file = join(
    /* turbopackIgnore: true */ process.cwd(),
    `node_modules/@fontsource/public-sans/files/public-sans-latin-${weight}-normal.woff2`,
  )
  const font = create(await subsetFont(readFileSync(file), LATIN, { targetFormat: "sfnt" }))
  if (!("layout" in font)) throw new Error(`${file} holds several fonts`)
  return keepWords(font)
}

/** Words kept a font; a campaign's pages have some hundreds in common, and one name each of their own. */
const MOST_WORDS = 5000

/** pdfkit places each word anew for each page, a third of its time: the sentences of the law are the same on all. */
function keepWords(font: Font): Font {
  const place = font.layout.bind(font)
  const kept = new Map<string, GlyphRun>()
  font.layout = (text, features, ...rest) => {
    if (features) return place(text, features, ...rest)
    const known = kept.get(text)
    if (!known && kept.size >= MOST_WORDS) kept.clear()
    const run = known ?? place(text)
    if (!known) kept.set(text, run)
    // pdfkit scales the positions it is given, in place: each page has its own.
    return Object.create(run, { positions: { value: run.positions.map((position) => ({ ...position })) } })
  }
  // fontkit keeps each glyph as it first met it. Met as a part of another (the "e" of "é"), it would have no letter of its
  // own, and no document of this process could be searched for it again: so each letter is met by itself first.
  for (const letter of LATIN) font.glyphForCodePoint(letter.codePointAt(0) ?? 0)
  return font
}
