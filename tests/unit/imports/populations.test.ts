import { describe, expect, it } from "vitest"
import { departementOf } from "@/lib/imports/rules/cells.ts"
import { comparePopulations } from "@/lib/imports/rules/populations.ts"

const compare = (code: string, habitants: string, before: number) =>
  comparePopulations(
    [{ ligne: 2, cells: { code, habitants }, erreurs: [] }],
    {
      register: new Map([["27112", { id: "breteuil", nom: "Breteuil" }]]),
      published: new Map(),
      previous: new Map([["27112", { habitants: before, millesime: 2022 }]]),
    },
    "27",
  )[0]

describe("a population of a new millésime", () => {
  it.each([
    ["lets a tenth more pass", "1100", 1000, false],
    ["asks for a look at more than a tenth more", "1101", 1000, true],
    ["asks for a look at more than a tenth less", "899", 1000, true],
    ["lets a large part of a few people pass", "129", 100, false],
    ["asks for a look at a large part of thirty people", "130", 100, true],
    ["asks for a look at nobody at all", "0", 1000, true],
  ])("%s", (_, habitants, before, asks) => {
    expect(compare("27112", habitants, before)?.alerte !== null).toBe(asks)
  })

  it("leaves other départements aside, and stops at a commune of ours that the register lacks", () => {
    expect(compare("14118", "1000", 1000)?.verdict).toBe("hors_territoire")
    expect(compare("27999", "1000", 1000)?.erreurs.map(({ champ }) => champ)).toEqual(["code"])
  })
})

it("an INSEE code says its département, overseas in three digits", () => {
  expect(["27112", "2A004", "97105"].map(departementOf)).toEqual(["27", "2A", "971"])
})
