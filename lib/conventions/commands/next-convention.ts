import { systeme } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { log } from "@/lib/platform/log.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findSouscription } from "@/lib/souscriptions/queries/file.ts"
import type { ActeRefusal } from "../types.ts"
import { establishConvention } from "./prepare-convention.ts"

type Worked = Promise<Result<{ souscription: string }, ActeRefusal | "rien">>

/** Minutes before a convention that could not be written is tried again. */
const LATER_MINUTES = 15

/** The convention of what an élu has approved, without anybody's hand; once refused, staff write the next one. */
export async function prepareNextConvention(): Worked {
  const ctx = systeme("conventions.prepare", "operateur")
  let claimed: { collectiviteId: string; id: string } | undefined
  try {
    const answer = await write(ctx, "actes.produce", async (tx) => {
      const rows = await tx.$queryRaw<{ collectiviteId: string; id: string }[]>`
        select s."collectiviteId", s.id from souscription s join service v on v.id = s."serviceId"
        where s.etat = 'approuvee' and v."exigeConvention" and s."conventionId" is null
          and coalesce(s."conventionEssaiLe", '-infinity') <= now()
          and exists (select from modele_acte m where m.genre = 'convention' and m.depuis <= (now() at time zone 'Europe/Paris')::date)
          and not exists (select from acte a where a."collectiviteId" = s."collectiviteId" and a."objetId" = s.id and a.genre = 'convention')
        order by s."demandeLe" limit 1 for update of s skip locked`
      claimed = rows[0]
      const souscription = claimed && (await findSouscription(tx, claimed.collectiviteId, claimed.id))
      return souscription ? establishConvention(tx, ctx, souscription) : refuse("rien")
    })
    if (answer.ok) return ok({ souscription: String(claimed?.id) })
    if (!claimed) return answer
  } catch (error) {
    if (!claimed) throw error
    log.error({ err: error, work: ctx.job, souscription: claimed.id }, "a convention could not be written")
  }
  return later(claimed)
}

/** The next one does not wait for it. */
const later = ({ collectiviteId, id }: { collectiviteId: string; id: string }): Worked =>
  write(systeme("conventions.prepare", "operateur"), "actes.produce", async (tx) => {
    await tx.$executeRaw`update souscription set "conventionEssaiLe" = now() + make_interval(mins => ${LATER_MINUTES}::int)
      where "collectiviteId" = ${collectiviteId}::uuid and id = ${id}::uuid`
    await tx.journal("acte.echec", { concerneId: collectiviteId, objet: `souscription/${id}` })
    return ok({ souscription: id })
  })
