import { expect, it } from "vitest"
import { explainEcarts, type LigneComparee } from "@/lib/cotisations/rules/ecarts.ts"
import { sum } from "@/lib/platform/money.ts"

const service = (origine: string, montant: bigint, more: Partial<LigneComparee> = {}): LigneComparee => ({
  origine,
  libelle: "Pack cyber",
  bases: "",
  montant,
  base: { genre: "usage", quantite: 1, mois: 12, prixUnitaire: "14.00" },
  beneficiaire: null,
  ...more,
})
const PAID = service("souscription/0", 16_800n)

it("a payer of several communes reads which one each difference is of", () => {
  const apres = [
    PAID,
    service("souscription/1", 16_800n, { beneficiaire: "Commune de Breteuil" }),
    service("souscription/2", 33_600n, { beneficiaire: "Commune de Conches" }),
    service("partage/1", 500n, { libelle: "Site partagé", beneficiaire: "Commune de Breteuil" }),
    service("partage/1", 700n, { libelle: "Site partagé", beneficiaire: "Commune de Conches" }),
  ]
  expect(explainEcarts([PAID], apres, null)).toEqual([
    { quoi: "Nouveau : Pack cyber (Commune de Breteuil)", ecart: 16_800n },
    { quoi: "Nouveau : Pack cyber (Commune de Conches)", ecart: 33_600n },
    { quoi: "Nouveau : Site partagé (Commune de Breteuil)", ecart: 500n },
    { quoi: "Nouveau : Site partagé (Commune de Conches)", ecart: 700n },
  ])
})

it("no two differences say the same words, and together they are still the whole difference", () => {
  const apres = ["souscription/1", "souscription/2"].map((origine) => service(origine, 16_800n))
  const ecarts = explainEcarts([PAID], apres, null)
  expect(ecarts).toEqual([
    { quoi: "Terminé : Pack cyber", ecart: -16_800n },
    { quoi: "Nouveau : Pack cyber", ecart: 33_600n },
  ])
  expect(sum(ecarts.map(({ ecart }) => ecart))).toBe(16_800n)
})

it("a correction of last year's is named as such, and not as something that ended", () => {
  const correction = service("correction", -5_000n, { libelle: "Correction d’un titre de l’an dernier", base: {} })
  expect(explainEcarts([PAID, correction], [PAID], null)).toEqual([
    { quoi: "Correction d’un titre de l’an dernier", ecart: 5_000n },
  ])
})
