import type { AgentContext, MembreContext, SystemeContext } from "@/lib/access/context.ts"
import { read, write } from "@/lib/access/door.ts"
import { fromDatabase, toDatabase, today } from "@/lib/platform/dates.ts"
import { centsOf, sum } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { lastDayToAct } from "../rules/prescription.ts"
import { nextEtat } from "../rules/suivi.ts"
import type { SuiviInput } from "../schema.ts"
import { CREANCE_LABELS, type RedevanceRefusal } from "../types.ts"
import { creditorOf } from "./creditor.ts"

/** What happened to a claim: sent, paid in part or whole, contested, upheld, given up. */
export function followCreance(
  ctx: MembreContext | AgentContext,
  input: SuiviInput,
): Promise<Result<{ annee: number; operateur: string }, RedevanceRefusal>> {
  return write(ctx, "redevances.claim", async (tx) => {
    const creditor = await creditorOf(tx, ctx, input.collectivite)
    if (!creditor.ok) return creditor
    const { collectiviteId } = creditor.value
    await tx.$queryRaw`select 1 from creance_rodp where "collectiviteId" = ${collectiviteId}::uuid and id = ${input.creance}::uuid for update`
    const key = { collectiviteId_id: { collectiviteId, id: input.creance } }
    const row = await tx.creanceRodp.findUnique({ where: key, include: { suivis: { select: { montantPaye: true } } } })
    if (!row) return refuse("creance-inconnue")
    if (row.version !== input.version) return refuse("creance-changee", { etat: CREANCE_LABELS[row.etat] })
    const echeance = input.acte === "envoyer" ? input.echeance : undefined
    const montantPaye = input.acte === "paiement" ? centsOf(input.montantPaye) : 0n
    const paye = sum(row.suivis.map((suivi) => suivi.montantPaye))
    const creance = { etat: row.etat, montant: row.montant, paye, exigibleLe: fromDatabase(row.exigibleLe) }
    const vers = nextEtat(creance, { acte: input.acte, jour: input.jour, echeance, montantPaye }, today())
    if (!vers.ok) return vers
    await tx.creanceRodp.update({
      where: key,
      data: {
        etat: vers.value,
        version: { increment: 1 },
        ...(echeance ? { envoyeeLe: toDatabase(input.jour), echeance: toDatabase(echeance) } : {}),
      },
    })
    await tx.creanceRodpSuivi.create({
      data: {
        ...{ collectiviteId, creanceId: row.id, etat: vers.value, montantPaye, note: input.note },
        jour: toDatabase(input.jour),
        personneId: ctx.who.personneId,
      },
    })
    await tx.journal("redevance.creance-suivie", {
      concerneId: collectiviteId,
      objet: `creance/${row.id}`,
      avant: { etat: row.etat },
      apres: { etat: vers.value, acte: input.acte, montantPaye: montantPaye.toString() },
    })
    return ok({ annee: row.annee, operateur: row.operateurTelecomId })
  })
}

/** Prepared and never sent, past the last day: lost. Run every night, twice changes nothing. */
export async function expireCreances(ctx: SystemeContext): Promise<number> {
  const day = today()
  const open = await read(ctx, (tx) =>
    tx.creanceRodp.findMany({
      where: { etat: "preparee", exigibleLe: { lt: toDatabase(day) } },
      select: { collectiviteId: true, id: true, exigibleLe: true },
    }),
  )
  const lost = open.filter(({ exigibleLe }) => lastDayToAct(fromDatabase(exigibleLe)) < day)
  for (const { collectiviteId, id } of lost) {
    await write(ctx, "redevances.watch", async (tx) => {
      const { count } = await tx.creanceRodp.updateMany({
        where: { collectiviteId, id, etat: "preparee" },
        data: { etat: "prescrite", version: { increment: 1 } },
      })
      if (count > 0) {
        await tx.creanceRodpSuivi.create({
          data: { collectiviteId, creanceId: id, etat: "prescrite", jour: toDatabase(day) },
        })
      }
      await tx.journal("redevance.creance-prescrite", { concerneId: collectiviteId, objet: `creance/${id}` })
    })
  }
  return lost.length
}
