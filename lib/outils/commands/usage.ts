import { type CollectiviteId, systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { type CalendarDate, dayInParis, toDatabase } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { USAGE_MONTHS } from "../types.ts"

type Use = { collectiviteId: CollectiviteId; personneId: string; slug: string; day: CalendarDate }

/**
 * Somebody opened a tool: once a day, for « never used » and the counts. The journal, which outlives it, says that the tool
 * was used and not by whom.
 */
export const recordUsage = ({ collectiviteId, personneId, slug, day }: Use): Promise<Result<null, "deja">> =>
  write(systeme("outils.usage", [collectiviteId]), "outils.use", async (tx) => {
    const added = await tx.$executeRaw`
      insert into module_usage ("collectiviteId", "serviceId", "personneId", jour)
      select ${collectiviteId}::uuid, s.id, ${personneId}::uuid, ${day}::date from service s where s.slug = ${slug}
      on conflict do nothing`
    if (added === 0) return refuse("deja")
    await tx.journal("outil.utilise", { concerneId: collectiviteId, objet: `service/${slug}` })
    return ok(null)
  })

/** Of an account that is erased: on which days she came, and why she asked. The rights she had stay, as who acted does. */
export async function forgetPersonne(tx: WriteTx, personneId: string): Promise<void> {
  await tx.moduleUsage.deleteMany({ where: { personneId } })
  await tx.moduleDemande.updateMany({ where: { personneId }, data: { pourquoi: null } })
}

/** Days of use older than what « never used » looks at. */
export const forgetUsages = (now: Date): Promise<Result<{ usages: number }, "rien">> =>
  write(systeme("conservation", "operateur"), "conservation.apply", async (tx) => {
    const usages = await tx.$executeRaw`
      delete from module_usage where jour < ${toDatabase(dayInParis(now))}::date - make_interval(months => ${USAGE_MONTHS}::int)`
    if (usages === 0) return refuse("rien")
    await tx.journal("outil.usages-effaces", { apres: { usages } })
    return ok({ usages })
  })
