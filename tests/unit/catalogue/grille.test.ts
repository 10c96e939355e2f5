import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type Grille, grilleWords, priceIn, readGrille } from "@/lib/catalogue/rules/grille.ts"
import { tarifInput } from "@/lib/catalogue/schema/tarif.ts"
import { decimal } from "@/lib/platform/money.ts"

const BANDES = [
  { jusqua: 500, prixUnitaire: decimal("0.12") },
  { jusqua: 2000, prixUnitaire: decimal("0.10") },
  { jusqua: null, prixUnitaire: decimal("0.0850") },
]
const grille = (over: Partial<Grille> = {}): Grille => ({
  ...{ prixUnitaire: decimal("0.12"), assiette: "habitant", bandes: BANDES },
  ...over,
})

describe("a price that depends on the population", () => {
  it.each([
    [0, "0.12", "jusqu’à 500 habitants"],
    [500, "0.12", "jusqu’à 500 habitants"],
    [501, "0.10", "de 501 à 2 000 habitants"],
    [2000, "0.10", "de 501 à 2 000 habitants"],
    [2001, "0.0850", "au-delà de 2 000 habitants"],
  ])("for %i inhabitants", (habitants, prixUnitaire, bande) => {
    const found = priceIn(grille(), habitants)
    if (!found.ok) throw new Error(found.refusal)
    expect({ ...found.value, bande: found.value.bande?.replace(/\u202f/g, " ") }).toEqual({
      ...{ prixUnitaire, quantite: habitants, bande },
    })
  })

  it("needs a known population, and only where it depends on it", () => {
    expect(priceIn(grille(), null)).toMatchObject({ refusal: "population-inconnue" })
    expect(priceIn(grille({ bandes: null }), null)).toMatchObject({ refusal: "population-inconnue" })
    expect(priceIn(grille({ assiette: "forfait" }), null)).toMatchObject({ refusal: "population-inconnue" })
    expect(priceIn(grille({ assiette: "forfait", bandes: null }), null)).toMatchObject({ value: { quantite: 1 } })
    expect(priceIn(grille({ assiette: "unite", bandes: null }), null)).toMatchObject({ value: { quantite: null } })
  })

  it("finds one band for everybody, that of the largest limit reached", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (habitants) => {
        const found = priceIn(grille({ assiette: "unite" }), habitants)
        const expected = habitants <= 500 ? "0.12" : habitants <= 2000 ? "0.10" : "0.0850"
        expect(found).toMatchObject({ ok: true, value: { prixUnitaire: expected, quantite: null } })
      }),
    )
  })
})

describe("bands as staff type them", () => {
  it("are read line by line, and said again in words", () => {
    expect(readGrille("500 ; 0,12 €\n2 000 ; 0,1000\nau-delà ; 0,085")).toEqual([
      { jusqua: 500, prixUnitaire: "0.12" },
      { jusqua: 2000, prixUnitaire: "0.1000" },
      { jusqua: null, prixUnitaire: "0.085" },
    ])
    expect(grilleWords(BANDES).replace(/[\u00a0\u202f]/g, " ")).toBe(
      "0,12 € jusqu’à 500 hab., 0,10 € jusqu’à 2 000 hab., 0,085 € au-delà",
    )
  })

  it.each([
    ["nothing", ""],
    ["no last band", "500 ; 0,12\n2000 ; 0,10"],
    ["limits that go down", "2000 ; 0,12\n500 ; 0,10\nau-delà ; 0,08"],
    ["a negative price", "500 ; -1\nau-delà ; 1"],
    ["five decimals", "au-delà ; 0,12345"],
    ["a price missing", "500\nau-delà ; 1"],
    ["bands after the last", "au-delà ; 1\n500 ; 2"],
  ])("are refused with %s", (_, text) => {
    expect(readGrille(text)).toBeNull()
  })
})

describe("the form of a price", () => {
  const typed = {
    ...{ service: "s", unite: "habitant", periodicite: "an", categorieTva: "O", depuis: "2027-01-01" },
    ...{ assiette: "habitant", prixUnitaire: "", bandes: "500 ; 0,12\nau-delà ; 0,10" },
  }
  const wrong = (over: Record<string, string>) =>
    tarifInput.safeParse({ ...typed, ...over }).error?.issues.map(({ path }) => path.join("."))

  it("takes one price, or bands whose first stands for it", () => {
    expect(tarifInput.parse(typed)).toMatchObject({ prixUnitaire: "0.12", assiette: "habitant", minimum: null })
    expect(tarifInput.parse({ ...typed, bandes: "", prixUnitaire: "0,10", minimum: "50" })).toMatchObject({
      ...{ prixUnitaire: "0.10", bandes: null, minimum: 5000n },
    })
  })

  it("says beside each field what is wrong", () => {
    expect(wrong({ bandes: "" })).toEqual(["prixUnitaire"])
    expect(wrong({ prixUnitaire: "1" })).toEqual(["bandes"])
    expect(wrong({ bandes: "500 ; x" })).toEqual(["bandes"])
    expect(wrong({ minimum: "10", maximum: "5" })).toEqual(["minimum"])
    expect(wrong({ maximum: "0" })).toEqual(["maximum"])
    expect(wrong({ assiette: "poste" })).toEqual(["assiette"])
  })
})
