import { describe, expect, it, test } from "vitest"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"

const field = plainText({ max: 10, missing: "Écrivez quelque chose." })

describe("what a person types", () => {
  test.each([
    ["  Élise  ", "Élise"],
    ["E\u0301lise", "Élise"],
    ["\u200bÉli\u00adse\ufeff\u202e", "Élise"],
    ["a\u0000b\u0007", "ab"],
    ["l'été", "l'été"],
  ])("%j is kept as %j", (typed, kept) => expect(field.parse(typed)).toBe(kept))

  test.each(["", "   ", "\u200b\u2060", undefined, null, 3])("%j is missing", (typed) =>
    expect(field.safeParse(typed).error?.issues[0]?.message).toBe("Écrivez quelque chose."),
  )

  test.each(["x".repeat(11), "<b>", "a>b"])("%j is refused", (typed) =>
    expect(field.safeParse(typed).success).toBe(false),
  )

  it("keeps its lines, and is null where nothing was said", () => {
    const optional = optionalText({ max: 10 })
    expect(optional.parse("un\ndeux")).toBe("un\ndeux")
    expect(optional.parse(" \u200b")).toBeNull()
    expect(optional.parse(undefined)).toBeNull()
    expect(optional.safeParse("x".repeat(11)).success).toBe(false)
  })
})
