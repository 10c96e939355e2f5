import { Client, type QueryResultRow } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { findAnalytique } from "@/lib/indicateurs/queries/analytique.ts"
import { listBudgets } from "@/lib/indicateurs/queries/budgets.ts"
import { addBudget, changeBudget, endBudget, openPeriode, savePeriode } from "@/lib/operateur/commands/budget.ts"
import { listBudget } from "@/lib/operateur/queries/budget.ts"
import { addBudgetInput, changeBudgetInput } from "@/lib/operateur/schema/budget.ts"
import { recordEngagement } from "@/lib/partages/commands/engagements.ts"
import { engagementInput } from "@/lib/partages/schema.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"

const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
const administrateur = agent({ personneId: "01900000-0000-7000-8000-000000000001" }, "administrateur")
const gestionnaire = agent({ personneId: "01900000-0000-7000-8000-000000000002" })
const query = async <T extends QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query<T>(text, values)).rows
const lastTrace = async (evenement: string) =>
  (await query(`select avant, apres from journal where evenement = $1 order by id desc limit 1`, [evenement]))[0]

const budget = () => read(administrateur, listBudget)
const idOf = async (nom: string) => {
  const row = (await budget()).find(({ action, sousAction }) => (sousAction ?? action) === nom)
  if (!row) throw new Error(`no line ${nom}`)
  return row.id
}
const add = async (parent: string, fields: Record<string, string>) =>
  addBudget(administrateur, addBudgetInput.parse({ parent: await idOf(parent), ...fields }))
const change = async (nom: string, fields: Record<string, string>) =>
  changeBudget(administrateur, changeBudgetInput.parse({ budget: await idOf(nom), nom, ...fields }))
const end = async (nom: string) => endBudget(administrateur, { budget: await idOf(nom) })

const PILIER = "Cybersécurité et conformité numérique"

beforeAll(async () => {
  await owner.connect()
  await seed({
    migrationUrl: process.env.DATABASE_URL_MIGRATION ?? "",
    departement: "27",
    today: calendarDate("2026-11-22"),
  })
}, 60_000)
afterAll(() => owner.end())

describe("the budget typed on the desk", () => {
  it("gives the accounts its new amounts, and the journal what they were", async () => {
    expect(await change(PILIER, { montant: "250 000,00" })).toMatchObject({ ok: true })
    expect(await lastTrace("budget.changed")).toMatchObject({
      avant: { montant: "23390000" },
      apres: { montant: "25000000" },
    })
    expect(await add(PILIER, { nom: "Audit de sécurité", montant: "16 100" })).toMatchObject({ ok: true })
    const { analytique, actions } = await read(administrateur, (tx) => findAnalytique(tx, 2027))
    expect(analytique.postes.find(({ nom }) => nom === "Confiance numérique")?.budget).toBe(25_000_000n)
    expect(actions.find(({ nom }) => nom === "Audit de sécurité")).toMatchObject({
      budget: 1_610_000n,
      pilier: "Confiance numérique",
    })
    expect(await add(PILIER, { nom: "Un euro de trop", montant: "0,01" })).toMatchObject({ refusal: "budget-depasse" })
    expect(await add(PILIER, { nom: "audit de SÉCURITÉ", moyensInternes: "oui" })).toMatchObject({
      refusal: "budget-existant",
    })
  })

  it("keeps the parts of an action that is renamed", async () => {
    expect(await add("Audit de sécurité", { nom: "Tests d’intrusion", montant: "10000" })).toMatchObject({ ok: true })
    expect(
      await changeBudget(
        administrateur,
        changeBudgetInput.parse({ budget: await idOf("Audit de sécurité"), nom: "Audits", montant: "10000" }),
      ),
    ).toMatchObject({ ok: true })
    expect((await budget()).find(({ sousAction }) => sousAction === "Tests d’intrusion")?.action).toBe("Audits")
    expect(await change("Audits", { montant: "9999,99" })).toMatchObject({ refusal: "budget-parties" })
  })

  it("does not lose an action while something stands on it or on a part of it", async () => {
    const engagement = await recordEngagement(
      gestionnaire,
      engagementInput.parse({
        ...{
          exercice: "2027",
          pilier: "",
          service: "",
          action: await idOf("Tests d’intrusion"),
          fournisseur: "Éditeur",
        },
        ...{ libelle: "Tests", reference: "", engageLe: "2027-01-05", montantHt: "100" },
      }),
    )
    expect(engagement).toMatchObject({ ok: true })
    for (const nom of ["Audits", "Tests d’intrusion"])
      expect(await end(nom)).toMatchObject({ refusal: "budget-utilise" })
    await query(`delete from engagement_depense where libelle = 'Tests'`)
    expect(await end("Audits")).toMatchObject({ ok: true })
    expect(await lastTrace("budget.ended")).toMatchObject({ avant: { pilier: "Confiance numérique" } })
    expect((await budget()).filter(({ action }) => action === "Audits")).toEqual([])
  })

  it("never loses a pillar, nor takes a part under a part", async () => {
    expect(await end(PILIER)).toMatchObject({ refusal: "budget-inconnu" })
    expect(
      await add("Coordination centralisée des actions CN", { nom: "Trop bas", moyensInternes: "oui" }),
    ).toMatchObject({
      refusal: "budget-inconnu",
    })
  })

  it("moves to other years as one, and opens the pillars it said nothing of", async () => {
    await query(`delete from budget where "pilierNom" = 'Centre de ressources' and niveau = 'pilier'`)
    expect(await savePeriode(administrateur, { debut: 2030, fin: 2033 })).toMatchObject({ ok: true })
    const rows = await budget()
    expect(new Set(rows.map(({ periode }) => periode))).toEqual(new Set(["2030-2033"]))
    expect(
      rows.find(({ niveau, pilierNom }) => niveau === "pilier" && pilierNom === "Centre de ressources"),
    ).toMatchObject({
      montant: null,
    })
    const { periode } = await read(administrateur, (tx) => findAnalytique(tx, 2031))
    expect(periode).toMatchObject({ debut: 2030, fin: 2033 })
    expect(await lastTrace("budget.periode")).toMatchObject({ avant: { periode: "2026-2029" } })
  })

  it("leaves the former one to be read with its years when other years begin, as it was", async () => {
    const before = await budget()
    const whole = before
      .filter(({ niveau }) => niveau === "pilier")
      .reduce((total, { montant }) => total + (montant ?? 0n), 0n)
    expect(await openPeriode(administrateur, { debut: 2033, fin: 2036 })).toMatchObject({
      ...{ refusal: "budget-periode-close", details: { fin: "2033" } },
    })
    expect(await openPeriode(administrateur, { debut: 2034, fin: 2037 })).toMatchObject({ ok: true })
    expect(await change(PILIER, { montant: "300 000" })).toMatchObject({ ok: true })
    await query(
      `insert into depense (exercice, "pilierId", fournisseur, libelle, "dateFacture", "montantHt", "montantTva", nature, "budgetId")
      select a, p.id, 'Éditeur', 'Essai de période', '2033-05-01', 12300, 0, 'autre', $1 from pilier p, unnest(array[2033, 2034]) a
      where p.nom = 'Confiance numérique'`,
      [await idOf("DPO mutualisés")],
    )

    const [now, former] = await read(gestionnaire, listBudgets)
    expect(now).toMatchObject({ nom: "2034-2037", closLe: null, depense: 12_300n })
    expect(former).toMatchObject({ nom: "2030-2033", closLe: expect.any(Date), budget: whole, depense: 12_300n })
    const of = async (exercice: number) => {
      const found = await read(gestionnaire, (tx) => findAnalytique(tx, exercice))
      return {
        periode: found.periode?.nom,
        budget: found.analytique.postes.find(({ nom }) => nom === "Confiance numérique")?.budget,
        action: found.actions.find(({ nom }) => nom === "DPO mutualisés")?.depense,
      }
    }
    expect(await of(2033)).toEqual({ periode: "2030-2033", budget: 25_000_000n, action: 12_300n })
    expect(await of(2034)).toEqual({ periode: "2034-2037", budget: 30_000_000n, action: 12_300n })
    expect(await savePeriode(administrateur, { debut: 2033, fin: 2037 })).toMatchObject({
      refusal: "budget-periode-close",
    })
    await expect(query("update budget_clos set montant = 1")).rejects.toThrow()
    await expect(openPeriode(gestionnaire, { debut: 2038, fin: 2040 })).rejects.toThrow()
  })

  it("is an administrator's", async () => {
    await expect(savePeriode(gestionnaire, { debut: 2026, fin: 2029 })).rejects.toThrow()
    await expect(endBudget(gestionnaire, { budget: await idOf("DPO mutualisés") })).rejects.toThrow()
  })
})
