import { describe, expect, it } from "vitest"
import { readBudget, readCatalogue, readComite } from "@/prisma/seed/sources.ts"

const total = (values: (number | null)[]) => values.reduce<number>((sum, value) => sum + (value ?? 0), 0)

describe("the catalogue", () => {
  const services = readCatalogue().piliers.flatMap((pilier) => pilier.services)

  it("has 48 services in four pillars, each with an id of its own", () => {
    expect(readCatalogue().piliers).toHaveLength(4)
    expect(services).toHaveLength(48)
    expect(new Set(services.map(({ id }) => id)).size).toBe(48)
  })

  it("has one price only: the Pack cyber, 14 € before tax a month and workstation", () => {
    expect(services.filter(({ prix }) => prix !== null).map(({ id, prix }) => [id, prix?.montant])).toEqual([
      ["pack-cyber", 14],
    ])
  })
})

describe("the budget", () => {
  const rows = readBudget()
  const piliers = rows.filter(({ niveau }) => niveau === "pilier")

  it("is 38 000 + 233 900 + 160 500 + 862 800 = 1 295 200 €", () => {
    expect(piliers.map((row) => row.montant_eur_4_ans)).toEqual([38_000, 233_900, 160_500, 862_800])
    expect(total(piliers.map((row) => row.montant_eur_4_ans))).toBe(1_295_200)
  })

  it("has pillars that equal their actions", () => {
    for (const { pilier, montant_eur_4_ans } of piliers) {
      const actions = rows.filter((row) => row.niveau === "action" && row.pilier === pilier)
      expect(total(actions.map((row) => row.montant_eur_4_ans))).toBe(montant_eur_4_ans)
    }
  })

  it("leaves the amount of what own staff does empty, not zero", () => {
    const own = rows.filter((row) => row.moyens_internes)
    expect(own.length).toBeGreaterThan(0)
    expect(own.every((row) => row.montant_eur_4_ans === null)).toBe(true)
  })
})

it("the assembly has 55 delegates and 86 votes by its rows", () => {
  const rows = readComite()
  expect(total(rows.map(({ delegues }) => delegues))).toBe(55)
  expect(total(rows.map((row) => row.delegues * row.voix_par_delegue))).toBe(86)
})
