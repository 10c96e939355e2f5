import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findPause } from "../queries/titre.ts"
import type { Pause } from "../schema.ts"
import type { RelanceRefusal } from "../types.ts"
import { lockTitres } from "./locks.ts"

type Done = Promise<Result<{ titre: string }, RelanceRefusal>>

/** No reminder leaves any more for this titre: it is contested, a delay is granted… The reason is kept with it. */
export const pauseRelances = (ctx: AgentContext, { titre, pause: genre, motif }: Pause): Done =>
  decide(ctx, titre, { genre, motif })

export const resumeRelances = (ctx: AgentContext, { titre }: { titre: string }): Done =>
  decide(ctx, titre, { genre: "reprise", motif: null })

type Decision = { genre: Pause["pause"]; motif: string } | { genre: "reprise"; motif: null }

const decide = (ctx: AgentContext, id: string, { genre, motif }: Decision): Done =>
  write(ctx, "reglements.manage", async (tx) => {
    const titre = await tx.titre.findFirst({ where: { id, nature: "recette" }, select: { collectiviteId: true } })
    if (!titre) return refuse("titre-inconnu")
    await lockTitres(tx, [id])
    const paused = (await findPause(tx, titre.collectiviteId, id)) !== null
    if (paused && genre !== "reprise") return refuse("deja-en-pause")
    if (!paused && genre === "reprise") return refuse("pas-en-pause")
    await tx.$executeRaw`
      insert into relance_pause ("collectiviteId", "titreId", genre, motif, "parId", le)
      values (${titre.collectiviteId}::uuid, ${id}::uuid, ${genre}::relance_pause_genre, ${motif}, ${ctx.who.personneId}::uuid, clock_timestamp())`
    await tx.journal(genre === "reprise" ? "relances.resumed" : "relances.paused", {
      concerneId: titre.collectiviteId,
      objet: `titre/${id}`,
      apres: { genre, motif },
    })
    return ok({ titre: id })
  })
