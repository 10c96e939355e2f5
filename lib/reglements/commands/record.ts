import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { toEuros } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findRestes } from "../queries/candidats.ts"
import type { RecordByHand } from "../schema.ts"
import type { ReglementRefusal } from "../types.ts"
import { checkPart, checkWaiting, decided, lockRecu, lockTitres } from "./locks.ts"

/** A payment that the comptable told otherwise than by a file. What was left when the page opened keeps the same click from counting twice. */
export const recordReglement = (
  ctx: AgentContext,
  input: RecordByHand,
): Promise<Result<{ titre: string }, ReglementRefusal>> =>
  write(ctx, "reglements.manage", async (tx) => {
    const { titre: id, lu, montant, recuLe, moyen, reference, tropPercu } = input
    await lockTitres(tx, [id])
    const titre = checkPart({ montant, lu }, (await findRestes(tx, [id])).get(id), tropPercu)
    if (!titre.ok) return titre
    const { collectiviteId } = titre.value
    await tx.$executeRaw`
      insert into reglement ("collectiviteId", "titreId", montant, "recuLe", moyen, reference, "saisiParId", note)
      values (${collectiviteId}::uuid, ${id}::uuid, ${montant}::bigint, ${recuLe}::date, ${moyen}::reglement_moyen, ${reference},
        ${ctx.who.personneId}::uuid, 'Saisi à la main')`
    await tx.journal("reglement.recorded", {
      concerneId: collectiviteId,
      objet: `titre/${id}`,
      apres: { montant: toEuros(montant), moyen, reference },
    })
    return ok({ titre: id })
  })

type Decided = Promise<Result<{ recu: string }, ReglementRefusal>>

/** Not a payment of a titre of this portal: out of the pile, with the reason. */
export const setAsideRecu = (ctx: AgentContext, { recu: id, motif }: { recu: string; motif: string }): Decided =>
  write(ctx, "reglements.manage", async (tx) => {
    const recu = checkWaiting(await lockRecu(tx, id))
    if (!recu.ok) return recu
    if (recu.value.disponible !== recu.value.montant) return refuse("recu-entame")
    await tx.reglementRecu.update({
      where: { id },
      data: { etat: "ecarte", motif, decideParId: ctx.who.personneId, decideLe: new Date() },
    })
    await tx.journal("reglement.set-aside", { objet: `reglement_recu/${id}`, apres: { motif } })
    return ok({ recu: id })
  })

export const resumeRecu = (ctx: AgentContext, { recu: id }: { recu: string }): Decided =>
  write(ctx, "reglements.manage", async (tx) => {
    const recu = await lockRecu(tx, id)
    if (!recu) return refuse("recu-inconnu")
    if (recu.etat !== "ecarte") return decided(recu)
    await tx.reglementRecu.update({
      where: { id },
      data: { etat: "a_affecter", motif: null, decideParId: ctx.who.personneId, decideLe: new Date() },
    })
    await tx.journal("reglement.resumed", { objet: `reglement_recu/${id}` })
    return ok({ recu: id })
  })
