import { describe, expect, it, test } from "vitest"
import { isSiren } from "@/lib/collectivites/rules.ts"
import { decimal, priceOf, sum, toEuros } from "@/lib/platform/money.ts"
import { demoIdentities } from "@/prisma/seed/identities.ts"
import { readInsee } from "@/prisma/seed/insee.ts"
import { buildRegister, type PopulationRow, type RegisterRow } from "@/prisma/seed/register.ts"
import { readNonAdherents } from "@/prisma/seed/sources.ts"
import { FIRST_OPERATOR, territoryOf } from "@/prisma/seed/territory.ts"

const insee = readInsee()
const territory = territoryOf(insee, FIRST_OPERATOR)
const { collectivites, populations } = buildRegister(insee, territory)

const members = (scenario: "scenario_a" | "scenario_b" | "scenario_c") =>
  new Set(territory.adhesions.filter((row) => row[scenario]).map(({ code }) => code))
const count = (rows: Iterable<unknown>) => [...rows].length
const ofType = (type: RegisterRow["type"]) => collectivites.filter((row) => row.type === type)
const habitants = (code: string, genre: PopulationRow["genre"], millesime: number) =>
  populations.find((row) => row.code === code && row.genre === genre && row.millesime === millesime)?.habitants ?? null

describe("the register of the Eure", () => {
  it("holds 662 collectivités: 597 communes, 13 EPCI, 51 syndicats, the Département", () => {
    expect(collectivites).toHaveLength(662)
    expect(["commune", "epci", "syndicat", "departement"].map((type) => count(ofType(type as "commune")))).toEqual([
      597, 13, 51, 1,
    ])
  })

  it("has 585 communes of the Eure and 12 of Calvados", () => {
    expect(count(ofType("commune").filter((row) => row.departement === "27"))).toBe(585)
    expect(count(ofType("commune").filter((row) => row.departement === "14"))).toBe(12)
  })

  it("gives every body an id and a public id of its own, the same each time", () => {
    expect(new Set(collectivites.map(({ id }) => id)).size).toBe(662)
    expect(new Set(collectivites.map(({ publicId }) => publicId)).size).toBe(662)
    for (const { id, publicId } of collectivites) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(publicId).toMatch(/^[0-9a-hjkmnp-tv-z]{10}$/)
    }
    expect(buildRegister(insee, territory).collectivites).toEqual(collectivites)
  })

  it("has valid and unique SIREN for communes and EPCI, none for syndicats and the Département", () => {
    const known = collectivites.flatMap(({ siren }) => siren ?? [])
    expect(known.every(isSiren)).toBe(true)
    expect(new Set(known).size).toBe(610)
    expect(collectivites.filter(({ siren }) => siren === null)).toHaveLength(52)
  })

  it("puts the 7 communes of neighbouring EPCI in no EPCI of the register", () => {
    const alone = ofType("commune").filter(({ epciId }) => epciId === null)
    expect(alone.map(({ nom }) => nom).sort()).toEqual([
      "Bouchevilliers",
      "Ivry-la-Bataille",
      "La Madeleine-de-Nonancourt",
      "Louye",
      "Nonancourt",
      "Saint-Georges-Motel",
      "Ézy-sur-Eure",
    ])
    expect(new Set(alone.map(({ groupe }) => groupe))).toEqual(new Set(["EPCI hors département"]))
  })

  it("keeps the postcodes, names and folded names of communes", () => {
    expect(collectivites.find(({ code }) => code === "27112")).toMatchObject({
      nom: "Breteuil",
      siren: "200058246",
      codesPostaux: ["27160"],
      categorieJuridique: "7210",
    })
    expect(collectivites.find(({ code }) => code === "14202")?.nomPlie).toBe("cricqueboeuf")
    expect(collectivites.find(({ code }) => code === "D27")?.nom).toBe("Département de l'Eure")
  })

  test.each([
    ["27229", 49_360, 48_335, 49_614],
    ["27112", 4282, 4284, 4419],
    ["200066462", 37_326, 37_606, 38_759],
    ["D27", 602_714, 601_305, 614_731],
  ])("%s has its three populations", (code, municipale2023, municipale2022, totale2022) => {
    expect(habitants(code, "municipale", 2023)).toBe(municipale2023)
    expect(habitants(code, "municipale", 2022)).toBe(municipale2022)
    expect(habitants(code, "totale", 2022)).toBe(totale2022)
  })

  it("has no population for a syndicat", () => {
    expect(populations.some(({ code }) => code.startsWith("syndicat"))).toBe(false)
  })
})

describe("membership", () => {
  it("of scenario A gives the source's table of non-members, EPCI by EPCI, to two decimals", () => {
    const memberCodes = members("scenario_a")
    const sirenOf = new Map(ofType("epci").map(({ id, siren }) => [id, siren ?? ""]))
    const lines = new Map<string, { all: number; out: number }>()
    for (const { code, epciId } of ofType("commune")) {
      for (const key of [epciId === null ? "" : (sirenOf.get(epciId) ?? ""), "total"]) {
        const line = lines.get(key) ?? { all: 0, out: 0 }
        lines.set(key, { all: line.all + 1, out: line.out + (memberCodes.has(code) ? 0 : 1) })
      }
    }
    const computed = readNonAdherents().map(({ epci, siren }) => {
      const line = lines.get(epci === "Total général" ? "total" : siren) ?? { all: 0, out: 0 }
      return [epci, line.out, ((line.out / line.all) * 100).toFixed(2).replace(".", ","), line.all]
    })
    const stated = readNonAdherents().map((row) => [
      row.epci,
      row.non_adherents,
      row.pourcentage,
      row.communes_comptees,
    ])
    expect(computed).toEqual(stated)
    expect(stated).toHaveLength(15)
  })

  it("of scenario B gives 443 = 1 + 13 + 378 + 51", () => {
    const codes = members("scenario_b")
    const in443 = (type: RegisterRow["type"]) => count(ofType(type).filter(({ code }) => codes.has(code)))
    expect(codes.size).toBe(443)
    expect([in443("departement"), in443("epci"), in443("commune"), in443("syndicat")]).toEqual([1, 13, 378, 51])
  })

  test.each([
    ["totale", 2022, 565_633, "56563.30"],
    ["municipale", 2023, 554_729, "55472.90"],
  ] as const)("of scenario B on %s %i: %i inhabitants, %s €", (genre, millesime, inhabitants, euros) => {
    const codes = members("scenario_b")
    const bases = ofType("commune")
      .filter(({ code }) => codes.has(code))
      .map(({ code }) => habitants(code, genre, millesime) ?? 0)
    expect(bases.reduce((total, base) => total + base, 0)).toBe(inhabitants)
    expect(toEuros(sum(bases.map((base) => priceOf(base, decimal("0.10")))))).toBe(euros)
  })

  it("names every row of the register once", () => {
    expect(territory.adhesions.map(({ code }) => code).sort()).toEqual(collectivites.map(({ code }) => code).sort())
  })
})

describe("another département", () => {
  const orne = territoryOf(insee, "61")
  const register = buildRegister(insee, orne)

  it("has its communes, its EPCI and its Département, and no member", () => {
    expect(register.collectivites.filter(({ type }) => type === "commune")).toHaveLength(
      insee.communes.filter(({ departement }) => departement === "61").length,
    )
    expect(register.collectivites.some(({ nom }) => nom === "Département de l'Orne")).toBe(true)
    expect(register.collectivites.filter(({ type }) => type === "epci").length).toBeGreaterThan(10)
    expect(orne.adhesions).toEqual([])
  })

  test.each(["01", "2A", "29", "69", "75", "971", "976"])("%s can be built", (departement) => {
    const built = buildRegister(insee, territoryOf(insee, departement)).collectivites
    expect(built.filter(({ type }) => type === "departement")).toHaveLength(1)
    expect(new Set(built.map(({ publicId }) => publicId)).size).toBe(built.length)
  })

  it("is refused when it does not exist", () => {
    expect(() => buildRegister(insee, territoryOf(insee, "99"))).toThrow("99")
  })
})

describe("the people of the demonstration", () => {
  it("belong to collectivités that are members", () => {
    const codes = members("scenario_b")
    for (const { rattachements } of demoIdentities)
      for (const { code } of rattachements) expect(codes.has(code)).toBe(true)
  })

  it("have addresses that no mail can reach, and keys of their own", () => {
    expect(demoIdentities.every(({ email }) => email.endsWith(".invalid"))).toBe(true)
    expect(new Set(demoIdentities.map(({ key }) => key)).size).toBe(demoIdentities.length)
  })
})
