import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { PRORATAS, REVISIONS } from "@/lib/catalogue/types.ts"
import { explainEcarts, type LigneComparee } from "@/lib/cotisations/rules/ecarts.ts"
import { assemble, type Facture } from "@/lib/cotisations/rules/factures.ts"
import { elementsByPayer } from "@/lib/cotisations/rules/payeurs.ts"
import { computeCotisation } from "@/lib/cotisations/rules.ts"
import type { Element } from "@/lib/cotisations/types.ts"
import { addDays, calendarDate } from "@/lib/platform/dates.ts"
import { decimal, percentOf, sum, toEuros } from "@/lib/platform/money.ts"
import type { Facturable } from "@/lib/souscriptions/types.ts"
import { computeCorrection, type LigneRestante } from "@/lib/titres/rules/correction.ts"

const day = calendarDate
/** Each run is a whole year of several bodies. */
const RUNS = { numRuns: 50 }
const anyDay = fc.integer({ min: 0, max: 5 * 365 }).map((days) => addDays(day("2024-01-01"), days))
const anyYear = fc.integer({ min: 2024, max: 2029 })
const cents = (max: number) => fc.integer({ min: 1, max }).map((value) => decimal((value / 100).toFixed(2)))
/** Category and rate go together. */
const anyVat = fc.constantFrom(
  { categorieTva: "S" as const, tauxTva: decimal("20") },
  { categorieTva: "S" as const, tauxTva: decimal("5.5") },
  { categorieTva: "E" as const, tauxTva: decimal("0") },
  { categorieTva: "O" as const, tauxTva: decimal("0") },
)

/** What a member uses: any service, from any day to any other, at any price, with a later one. */
const anyUse = fc
  .record({
    id: fc.uuid(),
    beneficiaire: fc.constantFrom("a", "b"),
    prorata: fc.constantFrom(...PRORATAS),
    revision: fc.constantFrom(...REVISIONS),
    quantite: fc.integer({ min: 1, max: 60 }),
    debut: anyDay,
    days: fc.option(fc.integer({ min: 0, max: 900 }), { nil: null }),
    prix: cents(90_000),
    periodicite: fc.constantFrom("mois" as const, "an" as const),
    puis: fc.option(fc.record({ prix: cents(90_000), depuis: anyDay }), { nil: null }),
    minimum: fc.option(fc.integer({ min: 1, max: 200_000 }), { nil: null }),
    vat: anyVat,
  })
  .map((use): Facturable => {
    const { id, beneficiaire, prorata, revision, quantite, debut, days, prix, periodicite, puis, minimum, vat } = use
    const tarif = {
      genre: "usage" as const,
      unite: "poste",
      periodicite,
      maximum: null,
      bandes: null,
      assiette: "unite" as const,
    }
    return {
      ...{
        id,
        beneficiaireId: beneficiaire,
        beneficiaireType: "commune",
        beneficiaireNom: beneficiaire,
        habitants: 1000,
      },
      service: { id, nom: `Service ${id}`, pilierId: "confiance", prorata, revision },
      prix: { prixUnitaire: prix, periodicite, ...vat },
      unite: null,
      prixDepuis: day("2023-01-01"),
      tarifId: "premier",
      ...{ quantite, avenants: [], debut, fin: days === null ? null : addDays(debut, days), postes: null, options: [] },
      reprise: false,
      tarifs: [
        {
          ...tarif,
          ...vat,
          id: "premier",
          depuis: day("2023-01-01"),
          prixUnitaire: prix,
          minimum: minimum === null ? null : String(minimum),
        },
        ...(puis
          ? [{ ...tarif, ...vat, id: "second", depuis: puis.depuis, prixUnitaire: puis.prix, minimum: null }]
          : []),
      ],
      ...{ convention: null, numeroEngagement: null, codeService: null },
    }
  })

const anyPart = fc
  .record({
    part: fc.integer({ min: 1, max: 60 }),
    depuis: anyDay,
    days: fc.option(fc.integer({ min: 1, max: 900 }), { nil: null }),
  })
  .map(({ part, depuis, days }) => ({
    payeurId: "epci",
    part: decimal(String(part)),
    ...{ depuis, jusqua: days === null ? null : addDays(depuis, days) },
  }))

const anyMember = fc.record({
  habitants: fc.integer({ min: 0, max: 60_000 }),
  taux: fc.integer({ min: 1, max: 999_999 }).map((micros) => decimal((micros / 1e6).toFixed(6))),
  uses: fc.array(anyUse, { maxLength: 5 }),
  part: fc.option(anyPart, { nil: null }),
})
type Member = typeof anyMember extends fc.Arbitrary<infer Value> ? Value : never

/** The documents of one year: the cotisation of "a", and all that "a" and "b" use, a part of it paid by an EPCI. */
function yearOf(
  { habitants, taux, uses, part }: Member,
  exercice: number,
): { elements: Element[]; factures: Facture[] } {
  const montant = computeCotisation({ mode: "taux_population", taux }, habitants) ?? 0n
  const cotisation: Element = {
    ...{
      payeurId: "a",
      beneficiaireId: "a",
      beneficiaireNom: "a",
      libelle: "Cotisation",
      bases: "",
      categorieTva: "O",
    },
    ...{ quantite: decimal("1"), prixUnitaire: toEuros(montant), montantHt: montant, tauxTva: decimal("0") },
    ...{ serviceId: null, pilierId: null, acte: null, origine: null, numeroEngagement: null, codeService: null },
    base: { mode: "taux_population", habitants, taux },
  }
  const periode = { du: day(`${exercice}-01-01`), au: day(`${exercice}-12-31`) }
  const services = uses.flatMap((use) => elementsByPayer(use, use.beneficiaireNom, periode, part ? [part] : []))
  const elements = [...(montant > 0n ? [cotisation] : []), ...services]
  return { elements, factures: assemble(elements) }
}

describe("a random year of random members", () => {
  it("asks in its documents for every cent of its lines, once, each VAT on the sum of its rate", () => {
    fc.assert(
      fc.property(anyMember, anyYear, (member, exercice) => {
        const { elements, factures } = yearOf(member, exercice)
        const details = factures.flatMap((facture) => facture.details)
        expect(details).toHaveLength(elements.length)
        expect(sum(details.map(({ montantHt }) => montantHt))).toBe(sum(elements.map(({ montantHt }) => montantHt)))
        for (const { details: lines, montant, montantTva, volet } of factures) {
          expect(montant).toBe(sum(lines.map((line) => line.montantHt + line.montantTva)))
          const categories = new Set(lines.map(({ categorieTva }) => categorieTva))
          expect([volet, [...categories]]).toEqual([volet, [categories.values().next().value]])
          const rates = Map.groupBy(lines, ({ tauxTva }) => Number(tauxTva))
          const due = [...rates].map(([rate, group]) =>
            percentOf(sum(group.map(({ montantHt }) => montantHt)), decimal(String(rate))),
          )
          expect(montantTva).toBe(sum(due))
        }
      }),
      RUNS,
    )
  })

  it("ends in accounts that balance: billed − cancelled − paid = due, whatever is corrected and paid, and in which order", () => {
    const events = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.integer({ min: 1, max: 300_000 }), fc.boolean()), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(anyMember, anyYear, events, (member, exercice, list) => {
        const { factures } = yearOf(member, exercice)
        const titres = factures.map(({ details, montant }) => ({
          montant,
          annule: 0n,
          regle: 0n,
          lignes: details.map(whole),
        }))
        for (const [which, line, amount, pays] of list) {
          const titre = titres[which % Math.max(1, titres.length)]
          if (!titre) continue
          const due = titre.montant - titre.annule - titre.regle
          if (pays) titre.regle += BigInt(amount) < due ? BigInt(amount) : due > 0n ? due : 0n
          else {
            const rang = (line % titre.lignes.length) + 1
            const made = computeCorrection(
              titre.lignes,
              line === 9 ? "tout" : new Map([[rang, BigInt(amount)]]),
              "2026-COT-1",
            )
            if (!made.ok) continue
            for (const { rangCorrige, montantHt, montantTva } of made.value) {
              titre.annule += montantHt + montantTva
              titre.lignes = titre.lignes.map((one) =>
                one.rang === rangCorrige
                  ? { ...one, resteHt: one.resteHt - montantHt, resteTva: one.resteTva - montantTva }
                  : one,
              )
            }
          }
        }
        for (const { montant, annule, lignes } of titres) {
          expect(montant - annule).toBe(sum(lignes.map(({ resteHt, resteTva }) => resteHt + resteTva)))
          expect(annule <= montant).toBe(true)
        }
      }),
      RUNS,
    )
  })

  it("explains its difference from the year before down to the cent", () => {
    const lines = (factures: readonly Facture[]): LigneComparee[] =>
      factures
        .filter(({ payeurId }) => payeurId === "a")
        .flatMap(({ details }) =>
          details.map(({ origine, libelle, bases, base, montantHt, montantTva }) => ({
            ...{ origine, libelle, bases, base, montant: montantHt + montantTva, beneficiaire: null },
          })),
        )
    fc.assert(
      fc.property(anyMember, anyMember, anyYear, (before, after, exercice) => {
        const [avant, apres] = [lines(yearOf(before, exercice).factures), lines(yearOf(after, exercice + 1).factures)]
        fc.pre(avant.length > 0)
        const total = (list: readonly LigneComparee[]) => sum(list.map(({ montant }) => montant))
        expect(sum(explainEcarts(avant, apres, null).map(({ ecart }) => ecart))).toBe(total(apres) - total(avant))
      }),
      RUNS,
    )
  })
})

const whole = (detail: Facture["details"][number], index: number): LigneRestante => ({
  ...{ libelle: detail.libelle, quantite: detail.quantite, prixUnitaire: detail.prixUnitaire },
  ...{
    montantHt: detail.montantHt,
    categorieTva: detail.categorieTva,
    tauxTva: detail.tauxTva,
    montantTva: detail.montantTva,
  },
  ...{ rang: index + 1, resteHt: detail.montantHt, resteTva: detail.montantTva },
})
