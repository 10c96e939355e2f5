import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { create, type Font } from "fontkit"
import subsetFont from "subset-font"

export type TitreFonts = { regular: Font; bold: Font }

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join("")

/** What French and its amounts need. */
const LATIN = `${range(0x20, 0x7e)}${range(0xa0, 0xff)}ŒœŸ–—‘’“”…•€−×`

let cut: Promise<TitreFonts> | null = null

/** Public Sans (OFL), cut to Latin and parsed once a thread: pdfkit would parse it anew for each page, half of its time. */
export function titreFonts(): Promise<TitreFonts> {
  cut ??= Promise.all([latin(400), latin(700)]).then(([regular, bold]) => ({ regular, bold }))
  return cut
}

async function latin(weight: 400 | 700): Promise<Font> {
  const file = createRequire(import.meta.url).resolve(
    `@fontsource/public-sans/files/public-sans-latin-${weight}-normal.woff2`,
  )
  const font = create(await subsetFont(readFileSync(file), LATIN, { targetFormat: "sfnt" }))
  if (!("layout" in font)) throw new Error(`${file} holds several fonts`)
  return font
}
