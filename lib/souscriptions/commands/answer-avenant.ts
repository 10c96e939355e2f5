import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findDemande } from "../queries/demandes.ts"
import { findSouscriptionOfAnyone } from "../queries/file.ts"
import { checkDemandeEtat } from "../rules/avenants.ts"
import type { AvenantRefuseInput } from "../schema/avenant.ts"
import type { SouscriptionRefusal } from "../types.ts"
import { noteStep } from "./note.ts"
import { lockAsRead } from "./steps.ts"
import { tellOfDemande } from "./tell-avenant.ts"

type Answer = Promise<Result<{ id: string }, SouscriptionRefusal>>

/** The operator does not make the change, and says why. */
export const refuseAvenant = (ctx: AgentContext, input: AvenantRefuseInput): Answer =>
  write(ctx, "avenants.answer", async (tx) => {
    const souscription = await findSouscriptionOfAnyone(tx, input.souscription)
    if (!souscription) return refuse("souscription-inconnue")
    const { collectiviteId, id } = souscription
    const locked = await lockAsRead(tx, { ...input, collectiviteId })
    if (!locked.ok) return locked
    const demande = await findDemande(tx, { collectiviteId, souscriptionId: id, id: input.demande })
    if (!demande) return refuse("demande-inconnue")
    const allowed = checkDemandeEtat(demande, ["demandee"])
    if (!allowed.ok) return allowed
    await tx.avenantDemande.update({
      where: { collectiviteId_id: { collectiviteId, id: demande.id } },
      data: { etat: "refusee", reponse: input.motif },
    })
    const motif = `Changement refusé par l’opérateur : ${input.motif}`
    await noteStep(tx, ctx, souscription, { evenement: "avenant.refuse", motif, apres: { demande: demande.id } })
    await tellOfDemande(tx, { collectiviteId, demande: demande.id, operateur: true })
    return ok({ id })
  })

type Established = { collectiviteId: string; souscriptionId: string; avenantId: string }

/** In the transaction of the amendment: what was asked for and waited for the operator is answered by it. */
export async function answerDemande(tx: WriteTx, { collectiviteId, souscriptionId, avenantId }: Established) {
  const demande = await tx.avenantDemande.findFirst({
    where: { collectiviteId, souscriptionId, etat: "demandee" },
    select: { id: true },
  })
  if (!demande) return
  await tx.avenantDemande.update({
    where: { collectiviteId_id: { collectiviteId, id: demande.id } },
    data: { etat: "etablie", avenantId },
  })
  await tx.journal("avenant.repondu", {
    concerneId: collectiviteId,
    objet: `souscription/${souscriptionId}`,
    apres: { demande: demande.id, avenant: avenantId },
  })
  await tellOfDemande(tx, { collectiviteId, demande: demande.id, operateur: true })
}
