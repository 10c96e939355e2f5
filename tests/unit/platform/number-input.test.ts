import { describe, expect, it } from "vitest"
import { decimalInput, integerInput } from "@/lib/platform/number-input.ts"

const price = decimalInput({ missing: "manque", wrong: "faux", digits: 2 })
const days = integerInput({ missing: "manque", wrong: "faux", min: 0, max: 180 })
const message = (result: { success: boolean; error?: { issues: { message: string }[] } }) =>
  result.error?.issues[0]?.message

describe("decimalInput", () => {
  it.each([
    ["14", "14"],
    ["14,00", "14.00"],
    ["1 234,5 €", "1234.5"],
    ["1\u202f234,56\u00a0€", "1234.56"],
  ])("reads %s", (typed, value) => {
    expect(price.parse(typed)).toBe(value)
  })

  it.each(["-3", "1e9", "14,001", "abc", "1,2,3", "<script>", "12345678901", "١٢", "\u200b14"])(
    "refuses %s",
    (typed) => {
      expect(message(price.safeParse(typed))).toBe("faux")
    },
  )

  it.each(["", "  ", undefined, ["1", "2"]])("says that %o is missing", (typed) => {
    expect(message(price.safeParse(typed))).toBe("manque")
  })
})

describe("integerInput", () => {
  it("reads a whole number between its bounds", () => {
    expect(days.parse(" 30 ")).toBe(30)
  })

  it.each(["-1", "181", "1,5", "trente", "0x10"])("refuses %s", (typed) => {
    expect(message(days.safeParse(typed))).toBe("faux")
  })
})
