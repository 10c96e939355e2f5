import { type SystemeContext, systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { log } from "@/lib/platform/log.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { Acte } from "../types.ts"
import { journalOf } from "./steps.ts"

const LIMIT = { timeoutMs: 120_000 }
type Worked = Promise<Result<{ acte: string }, "rien">>

type Piece = {
  job: string
  /** Locks one act and skips those that others hold. */
  claim: (tx: WriteTx) => Promise<Acte | null>
  work: (tx: WriteTx, acte: Acte) => Promise<void>
}

/**
 * One piece of work on one act, its row locked meanwhile: a worker killed in between leaves it to the next one. A failure
 * stays on its row and is tried again ever later, at most an hour apart: the next act does not wait for it.
 */
export async function attemptActe({ job, claim, work }: Piece): Worked {
  const ctx = systeme(job, "operateur")
  let claimed: Acte | null = null
  try {
    return await write(
      ctx,
      "actes.produce",
      async (tx) => {
        claimed = await claim(tx)
        if (!claimed) return refuse("rien")
        await work(tx, claimed)
        return ok({ acte: claimed.id })
      },
      LIMIT,
    )
  } catch (error) {
    if (!claimed) throw error
    return keepFailure(ctx, claimed, error)
  }
}

function keepFailure(ctx: SystemeContext, acte: Acte, error: unknown): Worked {
  log.error({ err: error, work: ctx.job, acte: acte.id }, "an act could not be made, to be tried again")
  const erreur = (error instanceof Error ? error.message : String(error)).slice(0, 500)
  return write(ctx, "actes.produce", async (tx) => {
    await tx.$executeRaw`update acte set essais = least(essais + 1, 1000), erreur = ${erreur},
      "prochainEssaiLe" = now() + make_interval(secs => least(3600, 5 * power(2, least(essais, 10))))
      where "collectiviteId" = ${acte.collectiviteId}::uuid and id = ${acte.id}::uuid`
    await tx.journal("acte.echec", { ...journalOf(acte), apres: { erreur } })
    return ok({ acte: acte.id })
  })
}
