import type { AvenantOption } from "@/generated/prisma/client.ts"
import type { Context } from "@/lib/access/context.ts"
import { personneOf } from "@/lib/access/context.ts"
import type { WriteTx } from "@/lib/access/door.ts"
import { fromDatabase, latest, toDatabase } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { Acte, ActeRefusal } from "../types.ts"

type Applied = Result<unknown, ActeRefusal>

/** In the transaction of the countersignature: the souscription takes the new quantity and the new options. */
export async function applyAvenant(tx: WriteTx, ctx: Context, acte: Acte): Promise<Applied> {
  const { collectiviteId } = acte
  const avenant = await tx.avenant.findFirst({
    where: { collectiviteId, acteId: acte.id },
    include: { options: { orderBy: { id: "asc" } } },
  })
  if (!avenant) return refuse("acte-inconnu")
  const { id, souscriptionId, quantiteAvant, quantiteApres, effetLe, termeApres, options } = avenant
  await tx.avenant.update({ where: { collectiviteId_id: { collectiviteId, id } }, data: { etat: "applique" } })
  const { etat, terme, auPlusTard } = await tx.souscription.update({
    where: { collectiviteId_id: { collectiviteId, id: souscriptionId } },
    data: { quantite: quantiteApres, version: { increment: 1 } },
    select: { etat: true, terme: true, auPlusTard: true },
  })
  if (termeApres) await moveTerme(tx, { collectiviteId, id: souscriptionId, terme, auPlusTard }, termeApres)
  for (const option of options) await applyOption(tx, { souscriptionId, effetLe }, option)
  const changes = [
    ...(quantiteAvant === quantiteApres ? [] : [`${quantiteAvant} → ${quantiteApres}`]),
    ...(termeApres ? [`convention renouvelée jusqu’au ${formatDay(fromDatabase(termeApres))}`] : []),
    ...options.map(({ sens, nom }) => `${sens === "ajout" ? "option ajoutée" : "option retirée"}, ${nom}`),
  ]
  await tx.souscriptionSuivi.create({
    data: {
      ...{ collectiviteId, souscriptionId, etat, personneId: personneOf(ctx) },
      motif: `Avenant n° ${acte.numero} : ${changes.join(" ; ")}`,
    },
  })
  await tx.journal("souscription.modifiee", {
    concerneId: collectiviteId,
    objet: `souscription/${souscriptionId}`,
    avant: { quantite: quantiteAvant },
    apres: {
      ...{ quantite: quantiteApres, avenant: acte.numero },
      ...(termeApres ? { terme: fromDatabase(termeApres) } : {}),
      ...(options.length > 0 ? { options: options.map(({ sens, nom, quantite }) => ({ sens, nom, quantite })) } : {}),
    },
  })
  return ok(undefined)
}

type Running = { collectiviteId: string; id: string; terme: Date | null; auPlusTard: Date | null }

/** Never back: a later day that something else brought meanwhile stays. It may pass the end of a market that was prolonged since. */
async function moveTerme(tx: WriteTx, { terme, auPlusTard, ...key }: Running, apres: Date): Promise<void> {
  if (terme && terme >= apres) return
  await tx.souscription.update({
    where: { collectiviteId_id: key },
    data: { terme: apres, ...(auPlusTard && auPlusTard < apres ? { auPlusTard: apres } : {}) },
  })
}

type Applying = { souscriptionId: string; effetLe: Date }

/** What is added runs from the day of effect; what is taken away stops the day before. */
async function applyOption(tx: WriteTx, { souscriptionId, effetLe }: Applying, option: AvenantOption): Promise<void> {
  const { collectiviteId, avenantId, retireeId } = option
  if (retireeId === null) {
    const { id: _, sens: __, retireeId: ___, ...agreed } = option
    await tx.souscriptionOption.create({ data: { ...agreed, souscriptionId, depuis: effetLe } })
    return
  }
  const where = { collectiviteId_id: { collectiviteId, id: retireeId } }
  const { depuis } = await tx.souscriptionOption.findUniqueOrThrow({ where, select: { depuis: true } })
  const jusqua = depuis ? toDatabase(latest(fromDatabase(depuis), fromDatabase(effetLe))) : effetLe
  await tx.souscriptionOption.update({ where, data: { jusqua, retraitAvenantId: avenantId } })
}

export async function dropAvenant(tx: WriteTx, { collectiviteId, id }: Acte): Promise<Applied> {
  await tx.avenant.updateMany({ where: { collectiviteId, acteId: id, etat: "a_signer" }, data: { etat: "abandonne" } })
  return ok(undefined)
}
