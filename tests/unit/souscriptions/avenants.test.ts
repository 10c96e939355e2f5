import { describe, expect, it } from "vitest"
import { decimal } from "@/lib/platform/money.ts"
import {
  addedSpending,
  afterChange,
  canChange,
  changeWords,
  checkAskable,
  firstDemandeEtat,
} from "@/lib/souscriptions/rules/avenants.ts"
import type { OptionSouscrite, Prix } from "@/lib/souscriptions/types.ts"

const prix: Prix = { prixUnitaire: decimal("14"), periodicite: "mois", categorieTva: "S", tauxTva: decimal("20") }
const option = (id: string, over: Partial<Prix> | null = {}): OptionSouscrite => ({
  ...{ id, optionId: id, nom: id, quantite: 1, unite: null, depuis: null, jusqua: null },
  prix: over && { ...prix, ...over },
})
const none = { ajouts: [], retraits: [] }
const counted = { service: { mode: "unitaire" as const, parPoste: false }, tarif: { assiette: "unite" as const } }

describe("what a change adds", () => {
  it.each([
    ["two more units", { quantiteAvant: 3, quantiteApres: 5, changements: none }, 336_00n],
    ["fewer units", { quantiteAvant: 5, quantiteApres: 3, changements: none }, 0n],
    [
      "an option paid once, whatever goes away",
      {
        ...{ quantiteAvant: 3, quantiteApres: 3 },
        changements: {
          ajouts: [option("Formation", { prixUnitaire: decimal("180"), periodicite: "unique" })],
          retraits: [option("Archivage")],
        },
      },
      180_00n,
    ],
    [
      "what is on quote",
      { quantiteAvant: 3, quantiteApres: 3, changements: { ...none, ajouts: [option("Reprise", null)] } },
      null,
    ],
  ])("over its first year: %s", (_, change, expected) => {
    expect(addedSpending({ prix, options: [] }, { ...change, prolongeMois: null })).toBe(expected)
  })

  it("is not known where the units have no price", () => {
    const nothing = { prix: null, options: [] }
    const same = { quantiteAvant: 1, quantiteApres: 1, changements: none, prolongeMois: null }
    expect(addedSpending(nothing, { ...same, quantiteApres: 2 })).toBeNull()
    expect(addedSpending(nothing, same)).toBe(0n)
    expect(addedSpending(nothing, { ...same, prolongeMois: 12 })).toBeNull()
  })

  it("is the whole again where the convention is renewed", () => {
    const same = { quantiteAvant: 3, quantiteApres: 3, changements: none, prolongeMois: 36 }
    const archivage = option("Archivage", { prixUnitaire: decimal("2.5") })
    expect(addedSpending({ prix, options: [archivage] }, same)).toBe(504_00n + 30_00n)
    expect(
      addedSpending({ prix, options: [archivage] }, { ...same, changements: { ajouts: [], retraits: [archivage] } }),
    ).toBe(504_00n)
  })
})

describe("who approves a change", () => {
  const service = { mode: "unitaire" as const, exigeApprobation: true }
  it.each([
    [service, 0n, null, "demandee"],
    [service, 100n, null, "a_approuver"],
    [service, 100n, 100n, "demandee"],
    [service, 101n, 100n, "a_approuver"],
    [service, null, 100n, "a_approuver"],
    [{ ...service, exigeApprobation: false }, 101n, null, "demandee"],
    [{ mode: "inclus" as const, exigeApprobation: false }, 101n, null, "a_approuver"],
  ])("%o adding %s over a threshold of %s begins %s", (of, depense, seuil, etat) => {
    expect(firstDemandeEtat(of, { depense, seuil })).toBe(etat)
  })
})

it("only what runs may be asked to change, and a quantity only where it is its own", () => {
  const clause = { terme: null, reconduction: null, preavisMois: null, dureeMois: null, auPlusTard: null }
  const running = {
    ...{ ...counted, ...clause, etat: "en_service" as const, quantite: 3, options: [], denonciation: null },
  }
  const wanted = { quantite: 5, options: [], retraits: [], prolongeMois: null }
  expect(checkAskable(running, wanted)).toMatchObject({ ok: true })
  expect(checkAskable({ ...running, etat: "terminee" }, wanted)).toMatchObject({ refusal: "pas-en-service" })
  expect(checkAskable(running, { ...wanted, quantite: 3 })).toMatchObject({ refusal: "rien-change" })
  for (const fixed of [
    { ...running, service: { mode: "inclus" as const, parPoste: false } },
    { ...running, service: { mode: "unitaire" as const, parPoste: true } },
    { ...running, tarif: { assiette: "habitant" as const } },
  ]) {
    expect(checkAskable(fixed, wanted)).toMatchObject({ refusal: "quantite-ailleurs" })
    expect([canChange(fixed, []), canChange(fixed, ["option"])]).toEqual([false, true])
  }
})

it("says what changes, and what it comes to", () => {
  const [kept, gone] = [option("Gardée"), option("Retirée")]
  const change = {
    ...{ quantiteAvant: 2, quantiteApres: 3, prolongeMois: null },
    changements: { ajouts: [option("Neuve")], retraits: [gone] },
  }
  expect(changeWords({ ...change, prolongeMois: 12 })).toMatch(/^renouvelle la convention pour 12 mois, quantité/)
  expect(changeWords(change)).toBe("quantité 2 → 3, ajoute « Neuve », retire « Retirée »")
  const after = afterChange({ prix, options: [kept, gone] }, change)
  expect([after.quantite, after.options.map(({ nom }) => nom)]).toEqual([3, ["Gardée", "Neuve"]])
})
