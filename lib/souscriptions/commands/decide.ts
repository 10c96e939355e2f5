import { type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { type Result, refuse } from "@/lib/platform/result.ts"
import { prixOf } from "../queries/member.ts"
import { isSurDevis } from "../rules/devis.ts"
import { canCancel } from "../rules/life.ts"
import type { CancelInput, DecideInput } from "../schema.ts"
import type { SouscriptionRefusal } from "../types.ts"
import { advance, lockAsRead } from "./steps.ts"

type Decided = Promise<Result<{ id: string }, SouscriptionRefusal>>

/** An élu engages the collectivité, or says no and why. */
export function decideSouscription(ctx: MembreContext, input: DecideInput): Decided {
  const { collectiviteId } = only(ctx)
  return write(ctx, "souscriptions.approve", async (tx) => {
    const found = await lockAsRead(tx, { ...input, collectiviteId })
    if (!found.ok) return found
    if (input.decision === "approuver" && (await isOnQuote(tx, found.value))) return refuse("devis-attendu")
    const vers = input.decision === "approuver" ? "approuvee" : "refusee"
    return advance(tx, vers === "approuvee" ? "souscription.approuvee" : "souscription.refusee", {
      ...{ collectiviteId, id: found.value.id, de: found.value.etat, vers, by: ctx, motif: input.motif },
      data: { decideParId: ctx.who.personneId, decideLe: new Date(), motif: input.motif },
    })
  })
}

/** A service on quote is approved with its price (decide-devis.ts). */
async function isOnQuote(tx: WriteTx, row: Parameters<typeof prixOf>[0] & { serviceId: string }): Promise<boolean> {
  const { mode } = await tx.service.findUniqueOrThrow({ where: { id: row.serviceId }, select: { mode: true } })
  return isSurDevis({ mode, prix: prixOf(row) })
}

export function cancelSouscription(ctx: MembreContext, input: CancelInput): Decided {
  const { collectiviteId } = only(ctx)
  return write(ctx, "souscriptions.cancel", async (tx) => {
    const found = await lockAsRead(tx, { ...input, collectiviteId })
    if (!found.ok) return found
    const { id, etat } = found.value
    if (etat === "approuvee" && !canCancel(found.value)) return refuse("deja-approuvee")
    return advance(tx, "souscription.annulee", { collectiviteId, id, de: etat, vers: "annulee", by: ctx })
  })
}
