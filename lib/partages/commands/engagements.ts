import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { formatAmount } from "@/lib/platform/format.ts"
import { type Cents, priceOf } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { CorrectEngagementInput, EngagementInput } from "../schema.ts"
import type { PartageRefusal } from "../types.ts"
import { findPlace } from "./place.ts"

type Answer = Promise<Result<{ id: string }, PartageRefusal>>

/** What is ordered takes its part of the budget before its bills come. */
export const recordEngagement = (ctx: AgentContext, input: EngagementInput): Answer =>
  write(ctx, "depenses.manage", async (tx) => {
    const place = await findPlace(tx, input)
    if (!place.ok) return place
    const data = { ...columnsOf(input), ...place.value, creeParId: ctx.who.personneId }
    const { id } = await tx.engagementDepense.create({ data, select: { id: true } })
    await tx.journal("engagement.recorded", { objet: `engagement/${id}`, apres: traceOf(input) })
    return ok({ id })
  })

/** Its bills follow it to another pillar or action; it is never less than what they are, nor of another year. */
export const correctEngagement = (ctx: AgentContext, input: CorrectEngagementInput): Answer =>
  write(ctx, "depenses.manage", async (tx) => {
    const before = await lockEngagement(tx, input.engagement)
    if (!before) return refuse("engagement-inconnu")
    if (before.soldeLe) return refuse("engagement-solde")
    const place = await findPlace(tx, input)
    if (!place.ok) return place
    const columns = columnsOf(input)
    if (before.facture > 0n && before.exercice !== columns.exercice)
      return refuse("engagement-autre-exercice", { exercice: String(before.exercice) })
    if (columns.montantHt < before.facture)
      return refuse("engagement-deja-facture", { montant: formatAmount(before.facture) })
    await tx.engagementDepense.update({ where: { id: before.id }, data: { ...columns, ...place.value } })
    await tx.depense.updateMany({ where: { engagementId: before.id }, data: place.value })
    await tx.journal("engagement.corrected", {
      objet: `engagement/${before.id}`,
      avant: { libelle: before.libelle, montantHt: before.montantHt.toString() },
      apres: traceOf(input),
    })
    return ok({ id: before.id })
  })

/** Nothing more will be billed on it: what is left of it goes back to the budget. */
export const settleEngagement = (ctx: AgentContext, { engagement }: { engagement: string }): Answer =>
  write(ctx, "depenses.manage", async (tx) => {
    const before = await lockEngagement(tx, engagement)
    if (!before) return refuse("engagement-inconnu")
    if (before.soldeLe) return refuse("engagement-solde")
    await tx.engagementDepense.update({ where: { id: engagement }, data: { soldeLe: toDatabase(today()) } })
    const libere = before.montantHt > before.facture ? before.montantHt - before.facture : 0n
    await tx.journal("engagement.settled", {
      objet: `engagement/${engagement}`,
      apres: { facture: before.facture.toString(), libere: libere.toString() },
    })
    return ok({ id: engagement })
  })

/** With what its bills are already, before tax. */
async function lockEngagement(tx: WriteTx, id: string) {
  await tx.$queryRaw`select 1 from engagement_depense where id = ${id}::uuid for update`
  const row = await tx.engagementDepense.findUnique({
    where: { id },
    include: { depenses: { select: { montantHt: true } } },
  })
  return row && { ...row, facture: row.depenses.reduce((total: Cents, { montantHt }) => total + montantHt, 0n) }
}

const columnsOf = ({ exercice, fournisseur, libelle, reference, engageLe, montantHt }: EngagementInput) => ({
  ...{ exercice, fournisseur, libelle, reference },
  engageLe: toDatabase(engageLe),
  montantHt: priceOf(1, montantHt),
})

const traceOf = ({ exercice, fournisseur, libelle, reference, montantHt }: EngagementInput) => ({
  ...{ exercice, fournisseur, libelle, reference, montantHt },
})
