import type { Context } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { sql } from "@/lib/platform/db.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { AskAgain } from "../schema.ts"
import type { RepriseRefusal } from "../types.ts"

const AGAIN = "Nouvel essai demandé, avec d’autres."

export type Asked = { depots: number; pages: number }

/**
 * What failed, of the titres chosen or of a whole exercice, is tried again at once: deposits that were refused or wait for a person,
 * pages that could not be made. A deposit that was sent is not touched.
 */
export const askAgain = (ctx: Context, input: AskAgain): Promise<Result<Asked, RepriseRefusal>> =>
  write(ctx, "echanges.manage", async (tx) => {
    const chosen =
      input.quoi === "tout" ? sql`t.exercice = ${input.exercice}::int` : sql`t.id = any(${input.titres}::uuid[])`
    if (input.quoi === "choix" && input.titres.length === 0) return refuse("rien-de-coche")
    const depots = await tx.$executeRaw`
      with encore as (
        update depot d set etat = 'a_deposer', message = ${AGAIN}, essais = 0, "prochainEssaiLe" = now()
        from titre t where t."collectiviteId" = d."collectiviteId" and t.id = d."titreId" and ${chosen}
          and d.etat in ('rejete', 'a_corriger') returning d."collectiviteId", d.id
      )
      insert into depot_suivi ("collectiviteId", "depotId", etat, message)
      select "collectiviteId", id, 'a_deposer', ${AGAIN} from encore`
    const pages = await tx.$executeRaw`
      update titre_page_echec e set "prochainEssaiLe" = now()
      from titre t where t."collectiviteId" = e."collectiviteId" and t.id = e."titreId" and ${chosen}`
    if (depots + pages === 0) return refuse("rien-a-refaire")
    await tx.journal("titres.again-asked", {
      objet: `exercice/${input.exercice}`,
      apres: { depots, pages, quoi: input.quoi },
    })
    return ok({ depots, pages })
  })
