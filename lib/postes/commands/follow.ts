import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { toDatabase } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { AcknowledgeInput, CancelCommandeInput, RejectInput, SuiviInput } from "../schema.ts"
import type { PostesRefusal } from "../types.ts"
import { advanceCommande, lockCommande } from "./steps.ts"

type Answer = Promise<Result<{ id: string }, PostesRefusal>>

/** The provider answered by mail or telephone: its number and the day to ask again are typed in. */
export const acknowledgeCommande = (ctx: AgentContext, input: AcknowledgeInput): Answer =>
  write(ctx, "commandes.follow", async (tx) => {
    const found = await lockOfMember(tx, input)
    if (!found.ok) return found
    const { collectiviteId, id, etat, transmiseLe } = found.value
    const now = new Date()
    return advanceCommande(tx, "commande.prise-en-charge", {
      ...{ collectiviteId, id, de: etat, vers: "accusee" },
      data: {
        ...{ accuseReference: input.reference, suiviLe: toDatabase(input.suiviLe) },
        ...{ accuseLe: now, transmiseLe: transmiseLe ?? now, reponse: null },
      },
    })
  })

export const rejectCommande = (ctx: AgentContext, input: RejectInput): Answer =>
  write(ctx, "commandes.follow", async (tx) => {
    const found = await lockOfMember(tx, input)
    if (!found.ok) return found
    const { collectiviteId, id, etat } = found.value
    const data = { reponse: input.motif }
    return advanceCommande(tx, "commande.rejetee", { collectiviteId, id, de: etat, vers: "rejetee", data })
  })

/** What was wrong is settled: the order goes to the provider again. */
export const retransmitCommande = (ctx: AgentContext, input: CancelCommandeInput): Answer =>
  write(ctx, "commandes.follow", async (tx) => {
    const found = await lockOfMember(tx, input)
    if (!found.ok) return found
    const { collectiviteId, id, etat } = found.value
    const data = { essais: 0, prochainEssaiLe: new Date() }
    return advanceCommande(tx, "commande.retransmise", { collectiviteId, id, de: etat, vers: "a_transmettre", data })
  })

/** Asked where it stands, the provider gave another day. */
export const postponeSuivi = (ctx: AgentContext, input: SuiviInput): Answer =>
  write(ctx, "commandes.follow", async (tx) => {
    const found = await lockOfMember(tx, input)
    if (!found.ok) return found
    const { collectiviteId, id, suiviLe } = found.value
    await tx.commande.update({
      where: { collectiviteId_id: { collectiviteId, id } },
      data: { suiviLe: toDatabase(input.suiviLe), version: { increment: 1 } },
    })
    await tx.journal("commande.suivi-reporte", {
      ...{ concerneId: collectiviteId, objet: `commande/${id}` },
      avant: { suiviLe },
      apres: { suiviLe: input.suiviLe },
    })
    return ok({ id })
  })

/** The form names the member by its public identifier. */
async function lockOfMember(tx: WriteTx, input: { collectivite: string; commande: string; version: number }) {
  const member = await tx.collectivite.findUnique({ where: { publicId: input.collectivite }, select: { id: true } })
  return member ? lockCommande(tx, { ...input, collectiviteId: member.id }) : refuse("commande-inconnue")
}
