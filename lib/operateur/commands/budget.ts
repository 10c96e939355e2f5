import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { priceOf } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { type BudgetRow, findDernierClos, listBudget, listSansBudget } from "../queries/budget.ts"
import { type BudgetLigne, budgetName, checkBudgetLigne, partsOf } from "../rules/budget.ts"
import type { AddBudgetInput, ChangeBudgetInput, PeriodeInput } from "../schema/budget.ts"
import type { OperateurRefusal } from "../types.ts"

type Answer = Promise<Result<void, OperateurRefusal>>

/** Years typed wrong are put right: nothing else of the budget moves. */
export const savePeriode = (ctx: AgentContext, { debut, fin }: PeriodeInput): Answer =>
  write(ctx, "operateur.settings", async (tx) => {
    const [first] = await lockBudget(tx)
    const apres = await findDernierClos(tx)
    if (apres !== null && debut <= apres) return refuse("budget-periode-close", { fin: String(apres) })
    const periode = `${debut}-${fin}`
    await enterPeriode(tx, periode)
    await tx.journal("budget.periode", {
      objet: "budget",
      ...(first ? { avant: { periode: first.periode } } : {}),
      apres: { periode },
    })
    return ok(undefined)
  })

/** The budget of other years: that of before is kept as it was, and its lines go on, their amounts to be voted anew. */
export const openPeriode = (ctx: AgentContext, { debut, fin }: PeriodeInput): Answer =>
  write(ctx, "operateur.settings", async (tx) => {
    const lignes = await lockBudget(tx)
    const [first] = lignes
    if (!first) return refuse("budget-inconnu")
    const last = Number(first.periode.split("-")[1])
    if (debut <= last) return refuse("budget-periode-close", { fin: String(last) })
    await tx.budgetClos.createMany({
      data: lignes.map(({ id, depenses: _, engagements: __, ...ligne }) => ({
        ...{ ...ligne, ligneId: id, closParId: ctx.who.personneId },
      })),
    })
    const periode = `${debut}-${fin}`
    await enterPeriode(tx, periode)
    await tx.journal("budget.ouvert", {
      objet: "budget",
      avant: { periode: first.periode, lignes: lignes.length },
      apres: { periode },
    })
    return ok(undefined)
  })

/** Every line is for these years; a pillar that the budget says nothing of enters it, without an amount yet. */
async function enterPeriode(tx: WriteTx, periode: string): Promise<void> {
  await tx.budget.updateMany({ data: { periode } })
  for (const { nom } of await listSansBudget(tx))
    await tx.budget.create({ data: { niveau: "pilier", pilierNom: nom, action: nom, moyensInternes: false, periode } })
}

/** An action of a pillar, or a part of an action. */
export const addBudget = (ctx: AgentContext, { parent: parentId, ...input }: AddBudgetInput): Answer =>
  write(ctx, "operateur.settings", async (tx) => {
    const lignes = await lockBudget(tx)
    const parent = lignes.find(({ id }) => id === parentId)
    if (!parent || parent.niveau === "sous_action") return refuse("budget-inconnu")
    const place =
      parent.niveau === "pilier"
        ? { niveau: "action" as const, pilierNom: parent.pilierNom, action: input.nom, sousAction: null }
        : {
            ...{ niveau: "sous_action" as const, pilierNom: parent.pilierNom },
            action: parent.action,
            sousAction: input.nom,
          }
    const ligne = { ...place, ...meansOf(input) }
    const checked = checkBudgetLigne({ id: "", ...ligne }, lignes)
    if (!checked.ok) return checked
    const { id } = await tx.budget.create({ data: { ...ligne, periode: parent.periode }, select: { id: true } })
    await tx.journal("budget.added", { objet: `budget/${id}`, apres: traceOf(ligne) })
    return ok(undefined)
  })

/** Its name and its means; the parts of an action follow it to its new name. */
export const changeBudget = (ctx: AgentContext, { budget, ...input }: ChangeBudgetInput): Answer =>
  write(ctx, "operateur.settings", async (tx) => {
    const lignes = await lockBudget(tx)
    const before = lignes.find(({ id }) => id === budget)
    if (!before) return refuse("budget-inconnu")
    const named = before.niveau === "sous_action" ? { sousAction: input.nom } : { action: input.nom }
    const after = { ...before, ...named, ...meansOf(input) }
    const checked = checkBudgetLigne(after, lignes)
    if (!checked.ok) return checked
    if (before.niveau === "action") {
      const parts = partsOf(before, lignes).map(({ id }) => id)
      await tx.budget.updateMany({ where: { id: { in: parts } }, data: { action: input.nom } })
    }
    await tx.budget.update({ where: { id: budget }, data: { ...named, ...meansOf(input) } })
    await tx.journal("budget.changed", { objet: `budget/${budget}`, avant: traceOf(before), apres: traceOf(after) })
    return ok(undefined)
  })

/** It goes with its parts, while no expense and no engagement stands on one of them. */
export const endBudget = (ctx: AgentContext, { budget }: { budget: string }): Answer =>
  write(ctx, "operateur.settings", async (tx) => {
    const lignes = await lockBudget(tx)
    const before = lignes.find(({ id }) => id === budget)
    if (!before || before.niveau === "pilier") return refuse("budget-inconnu")
    const going = lignes.filter((ligne) => ligne.id === budget || partsOf(before, [ligne]).length > 0)
    const depenses = going.reduce((total, ligne) => total + ligne.depenses, 0)
    const engagements = going.reduce((total, ligne) => total + ligne.engagements, 0)
    if (depenses + engagements > 0)
      return refuse("budget-utilise", { depenses: String(depenses), engagements: String(engagements) })
    await tx.budget.deleteMany({ where: { id: { in: going.map(({ id }) => id) } } })
    for (const ligne of going) await tx.journal("budget.ended", { objet: `budget/${ligne.id}`, avant: traceOf(ligne) })
    return ok(undefined)
  })

/** One change at a time: sums are judged over all lines, and an expense that comes meanwhile waits for the answer. */
async function lockBudget(tx: WriteTx): Promise<BudgetRow[]> {
  await tx.$queryRaw`select 1 from operateur where id = 1 for update`
  await tx.$queryRaw`select 1 from budget for update`
  return listBudget(tx)
}

const meansOf = ({ montant, moyensInternes }: Pick<AddBudgetInput, "montant" | "moyensInternes">) => ({
  montant: montant === null ? null : priceOf(1, montant),
  moyensInternes,
})

const traceOf = (ligne: Omit<BudgetLigne, "id">) => ({
  ...{ pilier: ligne.pilierNom, nom: budgetName({ id: "", ...ligne }) },
  ...(ligne.niveau === "sous_action" ? { action: ligne.action } : {}),
  montant: ligne.montant?.toString() ?? null,
  moyensInternes: ligne.moyensInternes,
})
