import { type AgentContext, systeme } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { Sortie, SortieReceipt } from "@/lib/ports/sso.ts"
import type { SortieInput } from "../schema.ts"
import { type OutilRefusal, SORTIE_ESSAIS } from "../types.ts"

/** Signs and sends one (lib/ports/sso.ts). */
export type TellSortie = (sortie: Sortie) => Promise<SortieReceipt>

type Waiting = Sortie & { id: string; essais: number }

/**
 * Tells one tool that somebody left. Its row stays locked while it answers: a crash tells it twice, which it takes as once.
 * One that refuses, stalls or is down is asked again, later and later, then left to the staff.
 */
export const tellNextSortie = (tell: TellSortie): Promise<Result<{ told: boolean }, "rien">> =>
  write(systeme("outils.sorties", "operateur"), "outils.tell", async (tx) => {
    const next = await claim(tx)
    if (!next) return refuse("rien")
    const { id, slug, motif } = next
    const receipt = await tell(next)
    const about = { objet: `service/${slug}` }
    if (receipt.told) {
      await tx.moduleSortie.delete({ where: { id } })
      await tx.journal("outil.sortie-dite", { ...about, apres: { motif } })
      return ok({ told: true })
    }
    const essais = next.essais + 1
    const last = essais >= SORTIE_ESSAIS
    await tx.$executeRaw`
      update module_sortie set essais = ${essais}::int, reponse = ${receipt.response},
        "prochainEssaiLe" = now() + make_interval(secs => 5 * power(2, ${essais}::int)),
        "abandonneeLe" = (case when ${last} then now() end)
      where id = ${id}::uuid`
    await tx.journal(last ? "outil.sortie-abandonnee" : "outil.sortie-manquee", {
      ...{ ...about, apres: { motif, essais, reponse: receipt.response } },
    })
    return ok({ told: false })
  })

async function claim(tx: Tx): Promise<(Waiting & { motif: string }) | null> {
  const [row] = await tx.$queryRaw<(Waiting & { motif: string })[]>`
    select o.id, s.slug, o.compte, o.sid, o.motif::text, o.essais::int
    from module_sortie o join service s on s.id = o."serviceId"
    where o."abandonneeLe" is null and o."prochainEssaiLe" <= now()
    order by o."prochainEssaiLe", o.id limit 1 for update of o skip locked`
  return row ?? null
}

/** What staff do of what a tool never heard: tell it again, or set it aside once its operator has closed those sessions. */
export const settleSorties = (
  ctx: AgentContext,
  { service: slug, decision }: SortieInput,
): Promise<Result<{ slug: string }, OutilRefusal>> =>
  write(ctx, "outils.manage", async (tx) => {
    const where = { service: { slug }, abandonneeLe: { not: null } }
    const { count } =
      decision === "redire"
        ? await tx.moduleSortie.updateMany({
            where,
            data: { abandonneeLe: null, essais: 0, prochainEssaiLe: new Date() },
          })
        : await tx.moduleSortie.deleteMany({ where })
    if (count === 0) return refuse("sorties-reglees")
    await tx.journal(decision === "redire" ? "outil.sorties-redites" : "outil.sorties-classees", {
      ...{ objet: `service/${slug}`, apres: { sorties: count } },
    })
    return ok({ slug })
  })
