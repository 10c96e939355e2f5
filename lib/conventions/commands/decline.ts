import { type AgentContext, type Context, type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import type { Result } from "@/lib/platform/result.ts"
import { listMandats } from "@/lib/signatures/queries/mandats.ts"
import { mandatFor } from "@/lib/signatures/rules.ts"
import type { DeclineInput } from "../schema.ts"
import type { Acte, ActeEtat, ActeRefusal } from "../types.ts"
import { advanceActe, lockActe, lockActeOfAnyone, release } from "./steps.ts"

type Declined = Promise<Result<{ acte: string }, ActeRefusal>>

/** Who could sign may say no, and why: the operator reads it. */
export const refuseActe = (ctx: MembreContext, { acte: id, motif }: DeclineInput): Declined => {
  const { collectiviteId } = only(ctx)
  return write(ctx, "actes.sign", async (tx) => {
    const acte = await lockActe(tx, collectiviteId, id)
    if (!acte.ok) return acte
    const mandats = await listMandats(tx, collectiviteId)
    const day = dayInParis(new Date())
    const mandat = mandatFor(mandats, { personneId: ctx.who.personneId, genre: acte.value.genre, day })
    if (!mandat.ok) return mandat
    // What it engaged is the operator's to reopen: its own login moves the file (worker, releaseNextActe).
    return advanceActe(tx, acte.value, { vers: "refuse", evenement: "acte.refuse", data: { motif } })
  })
}

/** Staff take back an act that must be written anew: another one follows, this one stays readable. */
export const withdrawActe = (ctx: AgentContext, { acte: id, motif }: DeclineInput): Declined =>
  write(ctx, "actes.prepare", async (tx) => {
    const acte = await lockActeOfAnyone(tx, id)
    return acte.ok ? close(tx, ctx, acte.value, "caduc", motif) : acte
  })

async function close(tx: WriteTx, ctx: Context, acte: Acte, vers: ActeEtat, motif: string): Declined {
  const advanced = await advanceActe(tx, acte, { vers, evenement: `acte.${vers}`, data: { motif } })
  if (!advanced.ok) return advanced
  const released = await release(tx, ctx, acte, motif)
  return released.ok ? advanced : released
}
