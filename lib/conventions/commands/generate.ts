import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { candidates } from "../queries/generations.ts"
import type { GenerationInput } from "../schema.ts"
import type { ActeRefusal } from "../types.ts"

type Launched = Promise<Result<{ generation: string; lignes: number }, ActeRefusal>>

/** Asks for the acts of all members who lack one: each is a row that a worker takes up. */
export const launchGeneration = (ctx: AgentContext, { genre, motif }: GenerationInput): Launched =>
  write(ctx, "actes.generate", async (tx) => {
    // Two people at once: the second finds the first's rows.
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('portail.generation'))::text`
    const running = await tx.generationLigne.findFirst({
      where: { etat: "a_faire", generation: { genre } },
      select: { id: true },
    })
    if (running) return refuse("generation-en-cours")
    const { id } = await tx.generation.create({
      data: { genre, motif, creeParId: ctx.who.personneId },
      select: { id: true },
    })
    const lignes = await tx.$executeRaw`
      insert into generation_ligne ("collectiviteId", "generationId", "souscriptionId")
      select c."collectiviteId", ${id}::uuid, c."souscriptionId" from (${candidates(genre)}) c`
    if (lignes === 0) return refuse("rien-a-generer")
    await tx.journal("generation.lancee", { objet: `generation/${id}`, apres: { genre, motif, lignes } })
    return ok({ generation: id, lignes })
  })

/** What failed is tried anew, once its cause is gone. */
export const retryGeneration = (ctx: AgentContext, { generation: id }: { generation: string }): Launched =>
  write(ctx, "actes.generate", async (tx) => {
    const lignes =
      await tx.$executeRaw`update generation_ligne set etat = 'a_faire', essais = 0, motif = null, "prochainEssaiLe" = now()
      where "generationId" = ${id}::uuid and etat = 'echec'`
    if (lignes === 0) return refuse("generation-inconnue")
    await tx.journal("generation.reprise", { objet: `generation/${id}`, apres: { lignes } })
    return ok({ generation: id, lignes })
  })
