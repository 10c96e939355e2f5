import { type SystemeContext, systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { log } from "@/lib/platform/log.ts"
import { ok, type Result, refuse, sentence } from "@/lib/platform/result.ts"
import { findSouscription } from "@/lib/souscriptions/queries/file.ts"
import { ACTE_REFUSALS, type ActeRefusal } from "../types.ts"
import { establishConvention } from "./prepare-convention.ts"
import { renewCharte } from "./renew-charte.ts"

type Ligne = {
  collectiviteId: string
  id: string
  souscriptionId: string | null
  essais: number
  creeParId: string
}
type Worked = Promise<Result<{ ligne: string }, "rien">>

/** Tries of one row before staff are asked to look at it. */
const TRIES = 5

/** Writes one act of a generation; its pages are drawn after, by whoever comes first. The row is locked meanwhile. */
export async function generateNextActe(): Worked {
  const ctx = systeme("actes.generate", "operateur")
  let claimed: Ligne | undefined
  try {
    return await write(ctx, "actes.produce", async (tx) => {
      ;[claimed] = await tx.$queryRaw<Ligne[]>`
        select l."collectiviteId", l.id, l."souscriptionId", l.essais, g."creeParId"
        from generation_ligne l join generation g on g.id = l."generationId"
        where l.etat = 'a_faire' and l."prochainEssaiLe" <= now()
        order by l."prochainEssaiLe", l.id limit 1 for update of l skip locked`
      if (!claimed) return refuse("rien")
      const made = await establish(tx, ctx, claimed)
      if (made.ok) await close(tx, claimed, { etat: "faite", acteId: made.value.acte })
      else {
        const motif = sentence(ACTE_REFUSALS[made.refusal], made.details)
        await close(tx, claimed, { etat: "ecartee", motif })
      }
      return ok({ ligne: claimed.id })
    })
  } catch (error) {
    if (!claimed) throw error
    return keepFailure(ctx, claimed, error)
  }
}

async function establish(
  tx: WriteTx,
  ctx: SystemeContext,
  ligne: Ligne,
): Promise<Result<{ acte: string }, ActeRefusal>> {
  if (ligne.souscriptionId === null) return renewCharte(tx, ligne)
  const souscription = await findSouscription(tx, ligne.collectiviteId, ligne.souscriptionId)
  return souscription ? establishConvention(tx, ctx, souscription) : refuse("souscription-inconnue")
}

type Closing = { etat: "faite"; acteId: string } | { etat: "ecartee"; motif: string }

async function close(tx: WriteTx, { collectiviteId, id }: Ligne, data: Closing): Promise<void> {
  await tx.generationLigne.update({ where: { collectiviteId_id: { collectiviteId, id } }, data })
  await tx.journal(`generation.${data.etat}`, {
    concerneId: collectiviteId,
    objet: `generation-ligne/${id}`,
    apres: data,
  })
}

/** Tried again ever later; after a few times it waits for somebody, and never for the others. */
function keepFailure(ctx: SystemeContext, { collectiviteId, id, essais }: Ligne, error: unknown): Worked {
  log.error({ err: error, work: ctx.job, ligne: id }, "an act could not be written")
  const motif = (error instanceof Error ? error.message : String(error)).slice(0, 500)
  const over = essais + 1 >= TRIES
  return write(ctx, "actes.produce", async (tx) => {
    await tx.$executeRaw`update generation_ligne set essais = essais + 1, motif = ${motif},
      etat = ${over ? "echec" : "a_faire"}::generation_ligne_etat, "prochainEssaiLe" = now() + make_interval(secs => 5 * power(2, essais))
      where "collectiviteId" = ${collectiviteId}::uuid and id = ${id}::uuid`
    await tx.journal("generation.echec", {
      concerneId: collectiviteId,
      objet: `generation-ligne/${id}`,
      apres: { motif },
    })
    return ok({ ligne: id })
  })
}
