import { describe, expect, it } from "vitest"
import { type BudgetLigne, checkBudgetLigne, partsOf } from "@/lib/operateur/rules/budget.ts"
import { addBudgetInput, periodeInput } from "@/lib/operateur/schema/budget.ts"

const ligne = (id: string, montant: bigint | null, action: string, sousAction: string | null = null): BudgetLigne => ({
  ...{ id, niveau: sousAction ? "sous_action" : "action", pilierNom: "Confiance", action, sousAction, montant },
  moyensInternes: montant === null,
})
const PILIER: BudgetLigne = { ...ligne("p", 1000n, "Cybersécurité"), niveau: "pilier" }
const LIGNES = [PILIER, ligne("a", 600n, "Pack"), ligne("b", 300n, "DPO"), ligne("a1", 400n, "Pack", "Licences")]

describe("a line of the budget", () => {
  it.each([
    ["what is left of the pillar", ligne("", 100n, "RGAA"), null],
    ["more than what is left", ligne("", 101n, "RGAA"), "budget-depasse"],
    ["internal means beside it", ligne("", null, "RGAA"), null],
    ["a name that is taken, whatever its case", ligne("", 1n, "dpo"), "budget-existant"],
    ["the same name in another action", ligne("", 1n, "DPO", "Licences"), null],
    ["a part within its action", ligne("", 200n, "Pack", "Pose"), null],
    ["a part beyond its action", ligne("", 201n, "Pack", "Pose"), "budget-depasse"],
    ["an action under what its parts make", ligne("a", 399n, "Pack"), "budget-parties"],
    ["an action on internal means above parts with an amount", ligne("a", null, "Pack"), "budget-parties"],
    ["an action renamed above its parts", ligne("a", 400n, "Pack cyber"), null],
    ["a pillar under what its actions make", { ...PILIER, montant: 899n }, "budget-parties"],
    ["a pillar at what its actions make", { ...PILIER, montant: 900n }, null],
  ])("%s", (_, one, refusal) => {
    const checked = checkBudgetLigne(one, LIGNES)
    expect(checked.ok ? null : checked.refusal).toBe(refusal)
  })

  it("has no amount of its own under internal means, and no limit under a pillar without one", () => {
    const internal = [PILIER, ligne("c", null, "RGAA")]
    expect(checkBudgetLigne(ligne("", 1n, "RGAA", "Audit"), internal)).toMatchObject({ refusal: "budget-interne" })
    const open = [{ ...PILIER, montant: null, moyensInternes: false }]
    expect(checkBudgetLigne(ligne("", 9_000n, "RGAA"), open)).toMatchObject({ ok: true })
  })

  it("has its own parts and no others", () => {
    expect(partsOf(PILIER, LIGNES).map(({ id }) => id)).toEqual(["a", "b"])
    expect(partsOf(ligne("a", 600n, "Pack"), LIGNES).map(({ id }) => id)).toEqual(["a1"])
    expect(partsOf(ligne("a1", 1n, "Pack", "Licences"), LIGNES)).toEqual([])
  })
})

describe("what is typed", () => {
  const parent = "01900000-0000-7000-8000-000000000001"
  const fields = (change: { nom?: string; montant?: string; moyensInternes?: string }) => {
    const parsed = addBudgetInput.safeParse({ parent, nom: "Action", montant: "", ...change })
    return parsed.success ? parsed.data : parsed.error.issues.map(({ path }) => path[0])
  }

  it.each([
    ["1 250,50 €", "1250.50"],
    ["0", "0"],
  ])("reads the amount « %s »", (montant, read) => {
    expect(fields({ montant })).toMatchObject({ montant: read, moyensInternes: false })
  })

  it.each([
    { montant: "-5" },
    { montant: "1e9" },
    { montant: "12,345" },
    { montant: "9999999999" },
    { montant: "" },
    { montant: "10", moyensInternes: "oui" },
    { montant: "\u200b" },
  ])("refuses the means %o", (change) => {
    expect(fields(change)).toEqual(["montant"])
  })

  it.each(["", "\u200b\u200d", "<script>alert(1)</script>", "x".repeat(161)])("refuses the name « %s »", (nom) => {
    expect(fields({ nom, montant: "1" })).toEqual(["nom"])
  })

  it("wants the years in their order", () => {
    expect(periodeInput.safeParse({ debut: "2026", fin: "2029" }).data).toEqual({ debut: 2026, fin: 2029 })
    for (const [debut, fin] of [
      ["2029", "2026"],
      ["1950", "2026"],
      ["", "2026"],
      ["2026", "20,5"],
    ])
      expect(periodeInput.safeParse({ debut, fin }).success).toBe(false)
  })
})
