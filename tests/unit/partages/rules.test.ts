import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  coutOf,
  explainPart,
  repartir,
  splitMutualises,
  spreadCotisation,
  withQuotePart,
} from "@/lib/partages/rules.ts"
import type { Cout } from "@/lib/partages/types.ts"
import { decimal, sum } from "@/lib/platform/money.ts"

const who = (id: number, poids: string) => ({
  collectiviteId: `01900000-0000-7000-8000-${String(id).padStart(12, "0")}`,
  poids: decimal(poids),
})
const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, " ")

describe("a cost shared by a key", () => {
  it("gives the cents that are left to the largest remainders, then by identifier, whatever the order", () => {
    const three = [who(3, "1"), who(1, "1"), who(2, "1")]
    expect(
      repartir(100_000n, three)?.map(({ collectiviteId, montant, centime }) => [
        collectiviteId.at(-1),
        montant,
        centime,
      ]),
    ).toEqual([
      ["1", 33_334n, true],
      ["2", 33_333n, false],
      ["3", 33_333n, false],
    ])
    const communes = [who(1, "136"), who(2, "614"), who(3, "1648"), who(4, "4133")]
    expect(repartir(99_990n, communes)?.map(({ montant }) => montant)).toEqual([2082n, 9400n, 25_231n, 63_277n])
  })

  it("sums to the cost whatever the weights, and nobody's share depends on the order", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 90_000_000 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 50_000_000n }), weights, (cout, list) => {
        const participants = list.map((millionths, index) => who(index, (millionths / 1e6).toFixed(6)))
        const parts = repartir(cout, participants)
        if (list.every((weight) => weight === 0)) {
          expect(parts).toBeNull()
          return
        }
        expect(sum((parts ?? []).map(({ montant }) => montant))).toBe(cout)
        expect(repartir(cout, participants.toReversed())).toEqual(parts)
      }),
      // Nobody weighs anything: chance seldom says so.
      { examples: [[1n, [0]]] },
    )
  })

  it("adds a quote-part of charges once, on the cost", () => {
    expect(withQuotePart(100_000n, decimal("5.5"))).toBe(105_500n)
    expect(withQuotePart(333n, decimal("10"))).toBe(366n)
  })

  it("takes the tax as a cost where no VAT is billed, and leaves it where it is", () => {
    const depense = { montantHt: 100_000n, montantTva: 20_000n }
    expect(coutOf(depense, "S")).toBe(100_000n)
    expect(coutOf(depense, "E")).toBe(120_000n)
    expect(coutOf(depense, "O")).toBe(120_000n)
  })

  it("says how each share was found", () => {
    const cout: Cout = {
      ...{ cout: 100_000n, quotePart: decimal("5"), montant: 105_000n, cle: "population", categorieTva: "E" },
      population: { genre: "totale", millesime: 2022 },
    }
    const communes = [who(1, "1648"), who(2, "4133")]
    const said = repartir(105_000n, communes)?.map((part) => plain(explainPart(part, communes, cout)))
    expect(said?.[0]).toBe(
      "Coût toutes taxes de 1 000,00 € + quote-part de 5 % de charges = 1 050,00 € × 1 648 sur 5 781 habitants (population totale, millésime 2022) = 299,33 € (un centime d’arrondi compris)",
    )
    const alone = [who(1, "100")]
    const euro: Cout = {
      ...cout,
      cle: "pourcentage",
      quotePart: decimal("0"),
      montant: 100_000n,
      population: null,
      categorieTva: "S",
    }
    const [part] = repartir(100_000n, alone) ?? []
    if (!part) throw new Error("no part")
    expect(plain(explainPart(part, alone, euro))).toBe("Coût hors taxes de 1 000,00 €, remboursé à l’euro")
  })
})

describe("mutualised costs", () => {
  const couts = [
    { pilierId: "centre", montant: 1_000_001n },
    { pilierId: null, montant: 500_000n },
  ]

  it("are borne half and half, pillar by pillar, general costs too, and nothing is lost", () => {
    expect(splitMutualises(couts, decimal("50"))).toEqual([
      { pilierId: "centre", cout: 1_000_001n, membres: 500_001n, operateur: 500_000n },
      { pilierId: null, cout: 500_000n, membres: 250_000n, operateur: 250_000n },
    ])
  })

  it("tell one cotisation what it pays for, to the cent", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 1_000_000n }),
        fc.array(fc.bigInt({ min: 0n, max: 90_000_000n }), { minLength: 1, maxLength: 6 }),
        (cotisation, list) => {
          const buckets = splitMutualises(
            list.map((montant) => ({ pilierId: null, montant })),
            decimal("50"),
          )
          const parts = spreadCotisation(cotisation, buckets)
          const any = buckets.some(({ membres }) => membres > 0n)
          expect(sum(parts)).toBe(any ? cotisation : 0n)
        },
      ),
    )
  })
})
