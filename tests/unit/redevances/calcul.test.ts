import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { daysInYear } from "@/lib/platform/dates.ts"
import { type Decimal, decimal, exactProduct, sum, sumDecimals } from "@/lib/platform/money.ts"
import {
  BAREMES_PUBLIES,
  ceilingsFrom,
  checkCoefficient,
  coefficientOf,
  findBareme,
  missingBareme,
} from "@/lib/redevances/rules/bareme.ts"
import { computeRedevance, explainRedevance, rateOf } from "@/lib/redevances/rules/calcul.ts"
import { type Assiette, type Bareme, DOMAINES, type Domaine, type NatureTaxee } from "@/lib/redevances/types.ts"

const baremeOf = (annee: number): Bareme => {
  const found = findBareme(BAREMES_PUBLIES, annee)
  if (!found) throw new Error(`no rate for ${annee}`)
  return found
}
const lines = (quantities: [string, string, string], domaine: Domaine = "routier"): Assiette[] =>
  (["souterrain", "aerien", "emprise"] as const).map((nature, i) => ({
    nature,
    domaine,
    quantite: decimal(quantities[i] ?? "0"),
  }))
const due = (annee: number, quantities: [string, string, string], domaine?: Domaine, arrondi?: "euro") => {
  const { lignes, total } = computeRedevance({
    annee,
    assiettes: lines(quantities, domaine),
    taux: baremeOf(annee),
    arrondi: arrondi ?? "centime",
  })
  return [...lignes.map(({ montant }) => Number(montant)), Number(total)]
}

describe("what an operator owes for a year", () => {
  it.each<[number, [string, string, string], number[]]>([
    [2026, ["12.345", "8.210", "3.5"], [60626, 53767, 11459, 125852]],
    [2024, ["12.345", "8.210", "3.5"], [59589, 52840, 11263, 123692]],
    [2022, ["12.345", "8.210", "3.5"], [52639, 46674, 9951, 109264]],
    [2026, ["20", "10", "4"], [98220, 65490, 13096, 176806]],
    [2021, ["5.6", "7.25", "1.5"], [23122, 39911, 4130, 67163]],
    [2026, ["1", "1", "1"], [4911, 6549, 3274, 14734]],
    [2026, ["0", "25.5", "0"], [0, 167000, 0, 167000]],
    [2026, ["42.75", "0", "0"], [209945, 0, 0, 209945]],
  ])("in %i for %j", (annee, quantities, expected) => {
    expect(due(annee, quantities)).toEqual(expected)
  })

  it("outside roads has its own rates, the same underground and overhead", () => {
    expect(due(2026, ["0.85", "0", "0"], "non_routier")[3]).toBe(139157)
    expect(due(2026, ["0", "0.85", "0"], "non_routier")[3]).toBe(139157)
    expect(due(2026, ["0", "0", "2.4"], "non_routier")[3]).toBe(255394)
  })

  it("may be rounded to the nearest euro in total, its lines keeping their cents", () => {
    expect(due(2026, ["20", "10", "4"], "routier", "euro")).toEqual([98220, 65490, 13096, 176800])
  })

  it("counts parallel ducts as so many artères", () => {
    const artere = sumDecimals([{ value: decimal("1.2"), times: 3 }])
    expect(artere).toBe("3.6")
    expect(due(2024, [artere, "0", "0"])[3]).toBe(17377)
  })

  it("explains each line, its rounding, and the total", () => {
    const calcul = computeRedevance({
      annee: 2026,
      assiettes: lines(["12.345", "8.210", "3.5"]).slice(0, 2),
      taux: baremeOf(2026),
      arrondi: "centime",
    })
    const plain = explainRedevance(calcul).map((etape) => etape.replace(/[\u00a0\u202f]/g, " "))
    expect(plain).toEqual([
      "Souterrain, domaine public routier : 12,345 km × 49,11 € = 606,26295 €, arrondi à 606,26 €",
      "Aérien, domaine public routier : 8,21 km × 65,49 € = 537,6729 €, arrondi à 537,67 €",
      "Total : 606,26 € + 537,67 € = 1 143,93 €",
    ])
  })

  it("is counted by the day for part of a year, and a leap year has 366", () => {
    const part = (annee: number, jours: number) =>
      computeRedevance({
        annee,
        assiettes: [{ nature: "souterrain", domaine: "routier", quantite: decimal("10"), jours }],
        taux: baremeOf(annee),
        arrondi: "centime",
      }).total
    expect(part(2024, 183)).toBe(24135n)
    expect(part(2024, 366)).toBe(48270n)
    expect(part(2026, 365)).toBe(49110n)
    expect(part(2026, 73)).toBe(9822n)
    expect(part(2026, 0)).toBe(0n)
  })
})

describe("rates of a year", () => {
  it("are an explicit absence where no ceiling was published", () => {
    expect([2007, 2020, 2023, 2025].map((annee) => findBareme(BAREMES_PUBLIES, annee))).toEqual([
      null,
      null,
      null,
      null,
    ])
    expect(missingBareme(2023)).toMatch(/^barème non renseigné : .*2023/)
  })

  it("say where they come from", () => {
    for (const { source } of BAREMES_PUBLIES) expect(source.length).toBeGreaterThan(20)
  })

  it("are within a cent of what their coefficient gives, every published year", () => {
    for (const bareme of BAREMES_PUBLIES) expect(checkCoefficient(bareme, coefficientOf(bareme))).toEqual([])
  })

  it("follow from the coefficient of 2026", () => {
    expect(coefficientOf(baremeOf(2026))).toBe("1.63714")
    expect(ceilingsFrom(decimal("1.63714"))).toEqual({
      souterrainKm: "49.11",
      aerienKm: "65.49",
      empriseM2: "32.74",
      nonRoutierKm: "1637.14",
      nonRoutierM2: "1064.14",
    })
  })

  it("that are off by more than a cent are told, by exactly one are not", () => {
    const typed = { ...baremeOf(2026), aerienKm: decimal("65.51"), empriseM2: decimal("32.75") }
    expect(checkCoefficient(typed, decimal("1.63714"))).toEqual([{ champ: "aerienKm", attendu: 6549n, saisi: 6551n }])
  })
})

const quantity = fc.integer({ min: 0, max: 5_000_000 }).map((units) => decimal((units / 1000).toFixed(3)))
const assiette = fc.record({
  nature: fc.constantFrom<NatureTaxee>("souterrain", "aerien", "emprise"),
  domaine: fc.constantFrom(...DOMAINES),
  quantite: quantity,
})
const known = fc.constantFrom(...BAREMES_PUBLIES)
const totalOf = (bareme: Bareme, assiettes: readonly Assiette[]) =>
  computeRedevance({ annee: bareme.annee, assiettes, taux: bareme, arrondi: "centime" })

describe("whatever the lengths", () => {
  it("the total is the sum of the lines, each within half a cent of the exact product", () => {
    fc.assert(
      fc.property(known, fc.array(assiette, { maxLength: 12 }), (bareme, assiettes) => {
        const { lignes, total } = totalOf(bareme, assiettes)
        expect(total).toBe(sum(lignes.map(({ montant }) => montant)))
        for (const ligne of lignes) {
          const exact = exactProduct(ligne.quantite, rateOf(bareme, ligne.nature, ligne.domaine))
          const [whole = "0", digits = ""] = exact.split(".")
          const units = BigInt(whole) * 10n ** 9n + BigInt(digits.padEnd(9, "0"))
          const gap = ligne.montant * 10n ** 7n - units
          expect(gap <= 5n * 10n ** 6n && gap > -5n * 10n ** 6n).toBe(true)
        }
      }),
    )
  })

  it("longer is never cheaper, in any year", () => {
    fc.assert(
      fc.property(known, assiette, quantity, (bareme, one, more) => {
        const longer = { ...one, quantite: sumDecimals([{ value: one.quantite }, { value: more }]) }
        expect(totalOf(bareme, [longer]).total >= totalOf(bareme, [one]).total).toBe(true)
      }),
    )
  })

  it("the order of the lines changes nothing, and a line of nothing adds nothing", () => {
    fc.assert(
      fc.property(known, fc.array(assiette, { maxLength: 8 }), (bareme, assiettes) => {
        const total = totalOf(bareme, assiettes).total
        expect(totalOf(bareme, [...assiettes].reverse()).total).toBe(total)
        const nothing: Assiette = { nature: "aerien", domaine: "routier", quantite: decimal("0") }
        expect(totalOf(bareme, [...assiettes, nothing]).total).toBe(total)
      }),
    )
  })

  it("more days are never cheaper and a full year costs the year", () => {
    fc.assert(
      fc.property(known, assiette, fc.nat(366), fc.nat(366), (bareme, one, a, b) => {
        const at = (jours: number) => totalOf(bareme, [{ ...one, jours }]).total
        expect(at(Math.max(a, b)) >= at(Math.min(a, b))).toBe(true)
        expect(at(daysInYear(bareme.annee))).toBe(totalOf(bareme, [one]).total)
      }),
    )
  })

  it("rounding to the euro moves the total by at most fifty cents", () => {
    fc.assert(
      fc.property(known, fc.array(assiette, { maxLength: 5 }), (bareme, assiettes) => {
        const exact = totalOf(bareme, assiettes).total
        const { total } = computeRedevance({ annee: bareme.annee, assiettes, taux: bareme, arrondi: "euro" })
        expect(total % 100n).toBe(0n)
        const gap = total - exact
        expect(gap <= 50n && gap > -50n).toBe(true)
      }),
    )
  })

  it("sums of decimals are exact", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10_000_000), { maxLength: 20 }), (thousandths) => {
        const values = thousandths.map((n) => ({ value: (n / 1000).toFixed(3) as Decimal }))
        const whole = BigInt(thousandths.reduce((total, n) => total + n, 0))
        expect(Math.round(Number(sumDecimals(values)) * 1000)).toBe(Number(whole))
      }),
    )
  })
})
