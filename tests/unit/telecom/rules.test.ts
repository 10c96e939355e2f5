import { describe, expect, it } from "vitest"
import { calendarDate } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import { adviseOn, type Ligne, yearlyCost } from "@/lib/telecom/rules/conseils.ts"
import { hypotheses } from "@/lib/telecom/schema.ts"

const TODAY = calendarDate("2026-01-01")
const ligne = (over: Partial<Ligne> = {}): Ligne => ({
  ...{ id: "l", site: "Mairie", libelle: "Accueil", genre: "fixe", montantMensuel: 4000n, cuivre: false },
  ...{ utilisee: true, engagementJusqua: null },
  ...over,
})
const none = { remplacement: null, gfu: null }

describe("what could be saved on lines", () => {
  it("is the whole price of a line that nobody uses, once free of its commitment", () => {
    const [free] = adviseOn([ligne({ utilisee: false })], none, TODAY)
    expect(free).toMatchObject({ genre: "resilier", economie: 48000n })
    const [held] = adviseOn([ligne({ utilisee: false, engagementJusqua: calendarDate("2026-12-31") })], none, TODAY)
    expect(held?.economie).toBe(0n)
    const [half] = adviseOn([ligne({ utilisee: false, engagementJusqua: calendarDate("2026-03-14") })], none, TODAY)
    expect(half?.economie).toBe(38400n)
  })

  it("is not said without a price to compare with", () => {
    expect(adviseOn([ligne({ cuivre: true })], none, TODAY)).toMatchObject([{ genre: "remplacer", economie: null }])
  })

  it("is the difference of price for copper, never a loss", () => {
    const at = (price: string) =>
      adviseOn([ligne({ cuivre: true })], { ...none, remplacement: decimal(price) }, TODAY)[0]?.economie
    expect(at("15.00")).toBe(30000n)
    expect(at("60.00")).toBe(0n)
  })

  it("of a private network counts its price for each site, from two sites on", () => {
    const lignes = ["Mairie", "École", "Atelier"].map((site) =>
      ligne({ site, genre: "internet", montantMensuel: 5000n }),
    )
    const advice = (some: Ligne[]) => adviseOn(some, { ...none, gfu: decimal("30.00") }, TODAY)
    expect(advice(lignes)).toMatchObject([{ genre: "regrouper", economie: 3n * 12n * 2000n }])
    expect(advice(lignes.slice(0, 1))).toEqual([])
  })

  it("counts a line in one advice only", () => {
    const lignes = [
      ligne({ id: "a", utilisee: false, cuivre: true }),
      ligne({ id: "b", site: "Mairie", genre: "internet", cuivre: true }),
      ligne({ id: "c", site: "École", genre: "internet", cuivre: true }),
      ligne({ id: "d", cuivre: true }),
    ]
    const seen = adviseOn(lignes, none, TODAY).flatMap(({ lignes: some }) => some.map(({ id }) => id))
    expect([...seen].sort()).toEqual(["a", "b", "c", "d"])
    expect(yearlyCost(lignes)).toBe(4n * 48000n)
  })

  it("takes prices as people type them, and nothing else", () => {
    expect(hypotheses.parse({ remplacement: "15,90 €", gfu: "-3" })).toEqual({ remplacement: "15.90", gfu: null })
    expect(hypotheses.parse({})).toEqual({ remplacement: null, gfu: null })
  })
})
