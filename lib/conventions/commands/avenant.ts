import type { Context } from "@/lib/access/context.ts"
import { personneOf } from "@/lib/access/context.ts"
import type { WriteTx } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { Acte, ActeRefusal } from "../types.ts"

type Applied = Result<unknown, ActeRefusal>

/** In the transaction of the countersignature: the souscription takes the new quantity. */
export async function applyAvenant(tx: WriteTx, ctx: Context, acte: Acte): Promise<Applied> {
  const { collectiviteId } = acte
  const avenant = await tx.avenant.findFirst({ where: { collectiviteId, acteId: acte.id } })
  if (!avenant) return refuse("acte-inconnu")
  const { id, souscriptionId, quantiteAvant, quantiteApres } = avenant
  await tx.avenant.update({ where: { collectiviteId_id: { collectiviteId, id } }, data: { etat: "applique" } })
  const { etat } = await tx.souscription.update({
    where: { collectiviteId_id: { collectiviteId, id: souscriptionId } },
    data: { quantite: quantiteApres, version: { increment: 1 } },
    select: { etat: true },
  })
  const motif = `Avenant n° ${acte.numero} : ${quantiteAvant} → ${quantiteApres}`
  await tx.souscriptionSuivi.create({
    data: { collectiviteId, souscriptionId, etat, motif, personneId: personneOf(ctx) },
  })
  await tx.journal("souscription.modifiee", {
    concerneId: collectiviteId,
    objet: `souscription/${souscriptionId}`,
    avant: { quantite: quantiteAvant },
    apres: { quantite: quantiteApres, avenant: acte.numero },
  })
  return ok(undefined)
}

export async function dropAvenant(tx: WriteTx, { collectiviteId, id }: Acte): Promise<Applied> {
  await tx.avenant.updateMany({ where: { collectiviteId, acteId: id, etat: "a_signer" }, data: { etat: "abandonne" } })
  return ok(undefined)
}
