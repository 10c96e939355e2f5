import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { calendarDate } from "@/lib/platform/dates.ts"
import { decimal, sum } from "@/lib/platform/money.ts"
import { assiettesOf } from "@/lib/redevances/rules/assiette.ts"
import { computeRedevance } from "@/lib/redevances/rules/calcul.ts"
import { lignesDePiece, missingFacts, titreOf } from "@/lib/redevances/rules/titre.ts"
import { titreInput } from "@/lib/redevances/schema.ts"
import { ARRONDIS, DOMAINES } from "@/lib/redevances/types.ts"

const TAUX = {
  ...{ souterrainKm: decimal("49.11"), aerienKm: decimal("65.49"), empriseM2: decimal("32.74") },
  ...{ nonRoutierKm: decimal("1637.14"), nonRoutierM2: decimal("1064.14") },
}
const DEBITEUR = { nom: "Orange", adresse: "1 rue des Essais", codePostal: "75015", ville: "Paris" }

const claim = (lignes: Parameters<typeof assiettesOf>[0], arrondi: (typeof ARRONDIS)[number]) => {
  const calcul = computeRedevance({ annee: 2026, assiettes: assiettesOf(lignes, 2026, false), taux: TAUX, arrondi })
  return {
    ...{
      annee: 2026,
      montant: calcul.total,
      operateur: DEBITEUR,
      envoyeeLe: null,
      deliberation: { numero: "2026-14" },
    },
    calcul: { lignes: calcul.lignes.map((ligne) => ({ ...ligne, montant: ligne.montant.toString() })) },
  }
}

describe("the titre of a claim", () => {
  const line = { nature: "souterrain", domaine: "routier", quantite: decimal("12.345"), fourreaux: 1 } as const

  it("says each base, and where the total is rounded to the euro, on which line the difference is", () => {
    const titre = titreOf(
      claim([line, { ...line, nature: "aerien", quantite: decimal("8.21") }], "euro"),
      calendarDate("2026-11-22"),
    )
    expect(titre.montant).toBe(114_400n)
    expect(lignesDePiece(titre).map(({ objet, montant }) => [objet.replace(/\s/g, " "), montant])).toEqual([
      ["Souterrain, domaine public routier : 12,345 km × 49,11 € = 606,26 €, total arrondi à l'euro", 60_633n],
      ["Aérien, domaine public routier : 8,21 km × 65,49 € = 537,67 €", 53_767n],
    ])
  })

  it("is the sum of its lines, none of them of no amount, whatever was declared and however it is rounded", () => {
    const declared = fc.record({
      nature: fc.constantFrom("souterrain" as const, "aerien" as const, "emprise" as const, "mat" as const),
      domaine: fc.constantFrom(...DOMAINES),
      quantite: fc.integer({ min: 0, max: 90_000 }).map((n) => decimal((n / 1000).toFixed(3))),
      fourreaux: fc.integer({ min: 1, max: 4 }),
    })
    fc.assert(
      fc.property(fc.array(declared, { maxLength: 8 }), fc.constantFrom(...ARRONDIS), (lignes, arrondi) => {
        const titre = titreOf(claim(lignes, arrondi), calendarDate("2026-11-22"))
        const written = lignesDePiece(titre)
        expect(sum(written.map(({ montant }) => montant))).toBe(titre.montant)
        expect(written.every(({ montant }) => montant > 0n)).toBe(true)
      }),
    )
  })

  it("names what is missing, and who completes it", () => {
    expect(missingFacts({ siret: "21270112200015" }, DEBITEUR)).toEqual([])
    expect(missingFacts({ siret: null }, { ...DEBITEUR, adresse: null, ville: null })).toEqual([
      "le SIRET de la collectivité (page « Coordonnées »)",
      "l'adresse d’Orange (complétée par votre opérateur de services)",
      "le code postal et la ville d’Orange (complétés par votre opérateur de services)",
    ])
  })
})

it("codes and numbers that Hélios would refuse are refused before", () => {
  const typed = {
    ...{ collectivite: "x", creance: "0192f0c0-0000-7000-8000-000000000000", poste: "027015", codeCollectivite: "123" },
    ...{
      budget: "00",
      codeProduit: "odp",
      bordereau: "12",
      numero: "48",
      emisLe: "2026-03-02",
      cumulAnnuel: "1 258,52",
    },
  }
  expect(titreInput.parse(typed)).toMatchObject({
    codeProduit: "ODP",
    bordereau: 12,
    numero: 48,
    cumulAnnuel: "1258.52",
  })
  for (const wrong of [
    { poste: "é&" },
    { codeCollectivite: "1234" },
    { budget: "000" },
    { numero: "0" },
    { bordereau: "10000000" },
    { emisLe: "2026-02-30" },
  ])
    expect(titreInput.safeParse({ ...typed, ...wrong }).success, JSON.stringify(wrong)).toBe(false)
})
