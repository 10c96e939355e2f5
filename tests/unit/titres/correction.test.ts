import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { centsOf, decimal, sum } from "@/lib/platform/money.ts"
import { computeCorrection, type LigneRestante, maySuffer, natureOfCorrection } from "@/lib/titres/rules/correction.ts"
import { withVat } from "@/lib/titres/rules.ts"
import { correctionInput } from "@/lib/titres/schema.ts"
import { asFile } from "@/tests/support/files.ts"

const ligne = (
  rang: number,
  montantHt: bigint,
  taux: "0" | "20" | "5.5" = "0",
): Omit<LigneRestante, "resteHt" | "resteTva" | "montantTva"> => ({
  rang,
  libelle: `Ligne ${rang}`,
  quantite: decimal("1"),
  prixUnitaire: decimal("1"),
  montantHt,
  categorieTva: taux === "0" ? "O" : "S",
  tauxTva: decimal(taux),
})
const titreOf = (lignes: Omit<LigneRestante, "resteHt" | "resteTva" | "montantTva">[]): LigneRestante[] =>
  withVat(lignes).map((one) => ({ ...one, resteHt: one.montantHt, resteTva: one.montantTva }))

/** What is left after a correction, as the database would hold it. */
function leftBy(lignes: LigneRestante[], asked: Map<number, bigint> | "tout"): LigneRestante[] | null {
  const made = computeCorrection(lignes, asked, "2026-COT-1")
  if (!made.ok) return null
  return lignes.map((one) => {
    const taken = made.value.find(({ rangCorrige }) => rangCorrige === one.rang)
    return taken ? { ...one, resteHt: one.resteHt - taken.montantHt, resteTva: one.resteTva - taken.montantTva } : one
  })
}

describe("a correction", () => {
  const pack = titreOf([ligne(1, 50_400n, "20"), ligne(2, 14_000n, "20")])

  it("takes back the whole of a titre with its VAT, and is then an annulation", () => {
    const made = computeCorrection(pack, "tout", "2026-COT-1")
    expect(made.ok && made.value.map(({ montantHt, montantTva }) => [montantHt, montantTva])).toEqual([
      [50_400n, 10_080n],
      [14_000n, 2_800n],
    ])
    expect(made.ok && natureOfCorrection(pack, made.value)).toBe("annulation")
  })

  it("takes a part of one line, VAT in proportion, and is then a réduction", () => {
    const made = computeCorrection(pack, new Map([[2, 1_400n]]), "2026-COT-1")
    expect(made.ok && made.value).toMatchObject([{ rangCorrige: 2, montantHt: 1_400n, montantTva: 280n }])
    expect(made.ok && natureOfCorrection(pack, made.value)).toBe("reduction")
  })

  it.each([
    ["more than what is left of a line", new Map([[1, 50_401n]]), "correction-trop-grande"],
    ["a line that is not there", new Map([[3, 1n]]), "ligne-inconnue"],
    ["nothing", new Map([[1, 0n]]), "rien-a-corriger"],
  ] as const)("refuses %s", (_, asked, refusal) => {
    expect(computeCorrection(pack, asked, "2026-COT-1")).toMatchObject({ ok: false, refusal })
  })

  it("never goes below zero on either side, and ends at zero when the last cent goes, in any order of corrections", () => {
    const price = fc.bigInt({ min: 1n, max: 1_000_000n })
    const rate = fc.constantFrom("20" as const, "5.5" as const)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(price, rate), { minLength: 1, maxLength: 5 }),
        fc.array(fc.tuple(fc.nat(4), fc.bigInt({ min: 0n, max: 1_200_000n })), { maxLength: 12 }),
        (lines, corrections) => {
          let left = titreOf(lines.map(([ht, taux], index) => ligne(index + 1, ht, taux)))
          for (const [index, amount] of corrections) left = leftBy(left, new Map([[index + 1, amount]])) ?? left
          for (const { resteHt, resteTva } of left) {
            expect(resteHt).toBeGreaterThanOrEqual(0n)
            expect(resteTva).toBeGreaterThanOrEqual(0n)
          }
          const end = leftBy(left, "tout") ?? left
          expect(sum(end.map(({ resteHt, resteTva }) => resteHt + resteTva))).toBe(0n)
        },
      ),
    )
  })

  it("is taken by a titre that was paid, and by none that is already cancelled", () => {
    expect(maySuffer("solde", "annulation")).toBe(true)
    expect(maySuffer("annule", "reduction")).toBe(false)
    expect(maySuffer("rejete", "reduction")).toBe(false)
  })

  it("reads an amount typed in euros to the cent", () => {
    expect([centsOf(decimal("12.5")), centsOf(decimal("12")), centsOf(decimal("0.07"))]).toEqual([1_250n, 1_200n, 7n])
  })
})

describe("the form of a correction", () => {
  it("reads every line that it shows: an EPCI is billed for more than sixty communes in one titre", () => {
    const form = {
      titre: "01900000-0000-7000-8000-000000000001",
      etendue: "lignes",
      motif: "Population corrigée",
      justificatif: asFile(Buffer.from("%PDF-"), "decompte.pdf"),
      debiteur: "",
    }
    const { montants } = correctionInput.parse({ ...form, "montant-2": "", "montant-3": "12,50", "montant-74": "7" })
    expect([...montants]).toEqual([
      [3, "12.50"],
      [74, "7"],
    ])
    expect(correctionInput.safeParse({ ...form, "montant-74": "sept" }).error?.issues[0]?.path).toEqual(["montant-74"])
  })
})
