import { type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { fromDatabase, toDatabase, today } from "@/lib/platform/dates.ts"
import { type Result, refuse } from "@/lib/platform/result.ts"
import { canCancel, startDay } from "../rules/commande.ts"
import type { CancelCommandeInput, DecideCommandeInput } from "../schema.ts"
import { COMMANDE_LABELS, type PostesRefusal } from "../types.ts"
import { countPostes, lockPostes } from "./number.ts"
import { advanceCommande, lockCommande } from "./steps.ts"
import { tellOfAjout } from "./tell.ts"

type Answer = Promise<Result<{ id: string }, PostesRefusal>>

/** An élu approves more posts, or says no and why. What is approved late begins the day it is. */
export function decideCommande(ctx: MembreContext, input: DecideCommandeInput): Answer {
  const { collectiviteId } = only(ctx)
  return write(ctx, "postes.approve", async (tx) => {
    await lockPostes(tx, collectiviteId)
    const found = await lockCommande(tx, { ...input, collectiviteId })
    if (!found.ok) return found
    const { id, etat, souscriptionId } = found.value
    const approved = input.decision === "approuver"
    const decided = { decideParId: ctx.who.personneId, decideLe: new Date(), motif: input.motif }
    const step = await advanceCommande(tx, approved ? "postes.ajout-approuve" : "postes.ajout-refuse", {
      ...{ collectiviteId, id, de: etat, vers: approved ? "a_transmettre" : "refusee", data: decided },
    })
    if (!step.ok) return step
    if (approved) await start(tx, collectiviteId, found.value)
    await tellOfAjout(tx, collectiviteId, id)
    return { ok: true, value: { id: souscriptionId } }
  })
}

async function start(
  tx: WriteTx,
  collectiviteId: string,
  commande: { id: string; souscriptionId: string; effetLe: Date },
) {
  const depuis = startDay(fromDatabase(commande.effetLe), today())
  await tx.poste.updateMany({
    where: { collectiviteId, commandeId: commande.id },
    data: { depuis: toDatabase(depuis) },
  })
  await countPostes(tx, collectiviteId, commande.souscriptionId)
}

/** Before the provider has it. */
export function cancelCommande(ctx: MembreContext, input: CancelCommandeInput): Answer {
  const { collectiviteId } = only(ctx)
  return write(ctx, "postes.change", async (tx) => {
    await lockPostes(tx, collectiviteId)
    const found = await lockCommande(tx, { ...input, collectiviteId })
    if (!found.ok) return found
    const { id, genre, etat, souscriptionId } = found.value
    if (genre === "initiale") return refuse("premiere-commande")
    if (!canCancel({ genre, etat })) return refuse("commande-changee", { etat: COMMANDE_LABELS[etat] })
    const step = await advanceCommande(tx, "postes.ajout-annule", { collectiviteId, id, de: etat, vers: "annulee" })
    if (!step.ok) return step
    await countPostes(tx, collectiviteId, souscriptionId)
    return { ok: true, value: { id: souscriptionId } }
  })
}
