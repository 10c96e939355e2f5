// The operator chooses one accent colour; every other tone is drawn from it, so that text stays readable in both themes.
// Oklab (Björn Ottosson, 2020) because a step of its lightness looks the same whatever the hue.

export type AccentTones = { accent: string; strong: string; soft: string; onAccent: string }
export type AccentPalette = { light: AccentTones; dark: AccentTones; adjusted: boolean }

export const DEFAULT_ACCENT = "#0b5d56"

type Lch = { l: number; c: number; h: number }
type Rgb = readonly [number, number, number]

/** WCAG 2.2, 1.4.3: text. */
const READABLE = 4.5
/** The least favourable backgrounds of app/globals.css (`--color-sunken`), in each theme. */
const DARKEST_OF_LIGHT = "#f2f1ec"
const LIGHTEST_OF_DARK = "#1f2724"
const HEX = /^#[0-9a-f]{6}$/i

export const isHexColour = (text: string): boolean => HEX.test(text)

/** Falls back to the default accent when the text is no colour; darkens a colour too pale to be read on a light page. */
export function accentPalette(chosen: string): AccentPalette {
  const base = isHexColour(chosen) ? chosen.toLowerCase() : DEFAULT_ACCENT
  const accent = darkenUntilReadable(base)
  const tone = toLch(accent)

  const soft = toHex({ l: 0.935, c: Math.min(tone.c, 0.022), h: tone.h })
  const strong = adjust({ ...tone, l: tone.l - 0.08 }, -0.01, (hex) => contrast(hex, soft) >= READABLE)

  const darkSoft = toHex({ l: 0.3, c: Math.min(tone.c, 0.045), h: tone.h })
  const darkChroma = Math.min(tone.c, 0.11)
  const readableOnDark = (hex: string) => Math.min(contrast(hex, LIGHTEST_OF_DARK), contrast(hex, darkSoft)) >= READABLE
  const darkAccent = adjust({ l: 0.78, c: darkChroma, h: tone.h }, 0.01, readableOnDark)

  return {
    light: { accent, strong, soft, onAccent: "#ffffff" },
    dark: {
      accent: darkAccent,
      strong: adjust({ l: 0.85, c: darkChroma * 0.8, h: tone.h }, 0.01, readableOnDark),
      soft: darkSoft,
      onAccent: adjust(
        { l: 0.22, c: Math.min(tone.c, 0.04), h: tone.h },
        -0.01,
        (hex) => contrast(hex, darkAccent) >= READABLE,
      ),
    },
    adjusted: accent !== chosen.toLowerCase(),
  }
}

/** Custom properties for the page's head. Only hexadecimal colours computed here reach the style sheet. */
export function accentCss(chosen: string): string {
  const { light, dark } = accentPalette(chosen)
  return `:root{${declarations(light)}}@media screen and (prefers-color-scheme:dark){:root{${declarations(dark)}}}`
}

const declarations = (tones: AccentTones): string =>
  `--color-accent:${tones.accent};--color-accent-strong:${tones.strong};--color-accent-soft:${tones.soft};--color-on-accent:${tones.onAccent}`

/** WCAG contrast ratio of two colours, 1 to 21. */
export function contrast(first: string, second: string): number {
  const [low, high] = [luminance(first), luminance(second)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const readableOnLight = (hex: string): boolean =>
  contrast(hex, DARKEST_OF_LIGHT) >= READABLE && contrast(hex, "#ffffff") >= READABLE

const darkenUntilReadable = (hex: string): string =>
  readableOnLight(hex) ? hex : adjust(toLch(hex), -0.01, readableOnLight)

/** Ends at black or white at worst, which are readable on what they are tried against. */
function adjust(start: Lch, step: number, isGood: (hex: string) => boolean): string {
  let tone = start
  while (tone.l > 0 && tone.l < 1) {
    const hex = toHex(tone)
    if (isGood(hex)) return hex
    tone = { ...tone, l: tone.l + step }
  }
  return step < 0 ? "#000000" : "#ffffff"
}

const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)
const gamma = (channel: number): number =>
  channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055

const toRgb = (hex: string): Rgb =>
  [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)) as unknown as Rgb

function luminance(hex: string): number {
  const [r, g, b] = toRgb(hex)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function toLch(hex: string): Lch {
  const [r, g, b] = toRgb(hex)
  const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const medium = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const a = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short
  const bb = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short
  return {
    l: 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
    c: Math.hypot(a, bb),
    h: Math.atan2(bb, a),
  }
}

function fromLch({ l, c, h }: Lch): Rgb {
  const a = c * Math.cos(h)
  const b = c * Math.sin(h)
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ]
}

/** Out of the screen's range: less chroma, same lightness and hue. */
function toHex(tone: Lch): string {
  let { c } = tone
  let rgb = fromLch({ ...tone, c })
  while (c > 0 && rgb.some((channel) => channel < -0.0001 || channel > 1.0001)) {
    c = Math.max(0, c - 0.004)
    rgb = fromLch({ ...tone, c })
  }
  const byte = (channel: number) => Math.round(gamma(Math.min(1, Math.max(0, channel))) * 255)
  return `#${rgb.map((channel) => byte(channel).toString(16).padStart(2, "0")).join("")}`
}
