import { describe, expect, it, test } from "vitest"
import {
  checkPublicBody,
  checkTransition,
  foldSearch,
  isCodeInsee,
  isSiren,
  isSiret,
  strateOf,
  typeOfLegalCategory,
} from "@/lib/collectivites/rules.ts"
import { categorieJuridiqueInput, sirenInput, siretInput } from "@/lib/collectivites/schema.ts"
import { ADHESION_STATUTS, LEGAL_CATEGORIES } from "@/lib/collectivites/types.ts"

describe("SIREN and SIRET", () => {
  test.each([
    ["212702294", true],
    ["212702295", false],
    ["200077329", true],
    ["21270229", false],
    ["2127022940", false],
    ["21270229A", false],
    ["", false],
  ])("SIREN %s is valid: %s", (siren, valid) => expect(isSiren(siren)).toBe(valid))

  test.each([
    ["21760136800012", true],
    ["21760136800013", false],
    ["2176013680001", false],
    ["٢١٧٦٠١٣٦٨٠٠٠١٢", false],
  ])("SIRET %s is valid: %s", (siret, valid) => expect(isSiret(siret)).toBe(valid))

  it("refuses a SIRET whose own key holds but not its SIREN's", () => {
    const keyHolds = "21760136700006"
    expect(isSiret(keyHolds)).toBe(false)
  })

  it("takes them with the spaces people copy", () => {
    expect(sirenInput.parse(" 212 702 294 ")).toBe("212702294")
    expect(siretInput.parse("217\u202f601\u202f368 00012")).toBe("21760136800012")
    expect(sirenInput.safeParse("212702295").success).toBe(false)
  })
})

test.each([
  ["27112", true],
  ["2A004", true],
  ["97101", true],
  ["2C004", false],
  ["7112", false],
  ["271120", false],
])("code INSEE %s is well formed: %s", (code, valid) => expect(isCodeInsee(code)).toBe(valid))

test.each([
  [0, "0-499"],
  [499, "0-499"],
  [500, "500-999"],
  [2499, "1000-2499"],
  [2500, "2500-3499"],
  [3499, "2500-3499"],
  [3500, "3500-9999"],
  [10_000, "10000-"],
  [49_360, "10000-"],
  [null, null],
])("%s inhabitants are in the band %s", (habitants, strate) => expect(strateOf(habitants)).toBe(strate))

describe("legal category", () => {
  test.each(Object.keys(LEGAL_CATEGORIES))("%s, offered by the form, is a public body", (categorie) =>
    expect(checkPublicBody(categorie)).toEqual({ ok: true, value: undefined }),
  )

  test.each(["1000", "3120", "5499", "5710", "6540", "8210", "9220", "9300", "0000"])("%s is refused", (categorie) =>
    expect(checkPublicBody(categorie)).toMatchObject({ ok: false, refusal: "organisme-prive", details: { categorie } }),
  )

  test.each(["", "72", "72100", "72a0", "<b>7", "-721"])("%j is not a category", (categorie) => {
    expect(checkPublicBody(categorie)).toMatchObject({ ok: false, refusal: "categorie-invalide" })
    expect(categorieJuridiqueInput.safeParse(categorie).success).toBe(false)
  })

  it("tells the type of a collectivité", () => {
    expect(typeOfLegalCategory("7210")).toBe("commune")
    expect(typeOfLegalCategory("7346")).toBe("epci")
    expect(typeOfLegalCategory("7355")).toBe("syndicat")
    expect(typeOfLegalCategory("7490")).toBe("autre")
  })
})

describe("membership", () => {
  test.each([
    ["prospect", "adherent"],
    ["prospect", "conventionne"],
    ["conventionne", "adherent"],
    ["adherent", "resilie"],
    ["resilie", "adherent"],
  ] as const)("goes from %s to %s", (de, vers) => expect(checkTransition(de, vers).ok).toBe(true))

  test.each(ADHESION_STATUTS)("%s never goes back to prospect", (de) =>
    expect(checkTransition(de, "prospect")).toMatchObject({ ok: false, refusal: "transition-interdite" }),
  )
})

test.each([
  ["ÉVREUX", "evreux"],
  ["St-Georges-Motel", "saint georges motel"],
  ["ste  colombe", "sainte colombe"],
  ["Pont-de-l'Arche", "pont de l arche"],
  ["Cricquebœuf", "cricqueboeuf"],
  ["  %_' ", ""],
])("%j is searched as %j", (typed, folded) => expect(foldSearch(typed)).toBe(folded))
