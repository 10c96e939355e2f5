import { describe, expect, it } from "vitest"
import { listHref, listParams, sortHref, sortOrder } from "@/components/ui/list-url.ts"

describe("listHref", () => {
  it("keeps the filters and goes back to the first page", () => {
    expect(listHref("/liste", { type: "epci", page: "3" }, { tri: "nom" })).toBe("/liste?type=epci&tri=nom")
  })

  it("changes the page and nothing else", () => {
    expect(listHref("/liste", { type: "epci", page: "3" }, { page: "4" })).toBe("/liste?type=epci&page=4")
  })

  it("takes a filter away", () => {
    expect(listHref("/liste", { type: "epci" }, { type: null })).toBe("/liste")
  })

  it("writes what was typed as a value, never as an address", () => {
    expect(listHref("/liste", { q: "a&b=c é" }, {})).toBe("/liste?q=a%26b%3Dc+%C3%A9")
  })
})

describe("listParams", () => {
  it("leaves out what is empty and keeps the last of a repeated name", () => {
    expect(listParams({ q: "", type: ["epci", "commune"], page: undefined, tri: "nom" })).toEqual({
      type: "commune",
      tri: "nom",
    })
  })
})

describe("sorting", () => {
  it.each([
    [{}, "nom", "ascending"],
    [{ tri: "-nom" }, "nom", "descending"],
    [{ tri: "type" }, "nom", null],
  ] as const)("%o sorts %s %s", (params, key, order) => {
    expect(sortOrder(params, key, "nom")).toBe(order)
  })

  it("turns round at a second click", () => {
    expect(sortHref("/liste", {}, "nom", null)).toBe("/liste?tri=nom")
    expect(sortHref("/liste", {}, "nom", "ascending")).toBe("/liste?tri=-nom")
    expect(sortHref("/liste", {}, "nom", "descending")).toBe("/liste?tri=nom")
  })
})
