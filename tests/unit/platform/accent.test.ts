import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { accentCss, accentPalette, contrast, DEFAULT_ACCENT } from "@/lib/platform/accent.ts"

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`)

describe("contrast", () => {
  it.each([
    ["#000000", "#ffffff", 21],
    ["#ffffff", "#ffffff", 1],
    ["#767676", "#ffffff", 4.54],
  ])("of %s on %s is %d", (text, background, ratio) => {
    expect(contrast(text, background)).toBeCloseTo(ratio, 2)
  })
})

describe("accentPalette", () => {
  it("keeps a readable colour as it was chosen", () => {
    expect(accentPalette("#0B5D56")).toMatchObject({ light: { accent: "#0b5d56" }, adjusted: false })
  })

  it("darkens a colour too pale to be read", () => {
    const palette = accentPalette("#ffcc00")
    expect(palette.adjusted).toBe(true)
    expect(contrast(palette.light.accent, "#ffffff")).toBeGreaterThanOrEqual(4.5)
  })

  it("falls back to the default when the text is no colour", () => {
    expect(accentPalette("red;}body{display:none").light.accent).toBe(DEFAULT_ACCENT)
  })

  it("is readable in both themes whatever the colour", () => {
    fc.assert(
      fc.property(colour, (chosen) => {
        const { light, dark } = accentPalette(chosen)
        const pairs = [
          [light.accent, "#f2f1ec"],
          [light.onAccent, light.accent],
          [light.strong, light.soft],
          [dark.accent, "#1f2724"],
          [dark.accent, dark.soft],
          [dark.onAccent, dark.accent],
          [dark.strong, dark.soft],
        ] as const
        for (const [text, background] of pairs) expect(contrast(text, background)).toBeGreaterThanOrEqual(4.5)
      }),
    )
  })
})

describe("accentCss", () => {
  it("writes colours and nothing else", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(accentCss(text).replaceAll(/#[0-9a-f]{6}/g, "")).not.toMatch(/[<>"'\\]|url|expression/)
      }),
    )
  })
})
