import type { Context } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { DepotRefusal } from "../types.ts"

const AGAIN = "Nouvel essai demandé, avec tous les refusés de l’exercice."

/** Every deposit of an exercice that was refused or waits for a person leaves again, at once; one that was sent is not touched. */
export const redepositRefused = (
  ctx: Context,
  { exercice }: { exercice: number },
): Promise<Result<{ depots: number }, DepotRefusal>> =>
  write(ctx, "echanges.manage", async (tx) => {
    const depots = await tx.$executeRaw`
      with encore as (
        update depot d set etat = 'a_deposer', message = ${AGAIN}, essais = 0, "prochainEssaiLe" = now()
        from titre t where t."collectiviteId" = d."collectiviteId" and t.id = d."titreId" and t.exercice = ${exercice}::int
          and d.etat in ('rejete', 'a_corriger') returning d."collectiviteId", d.id
      )
      insert into depot_suivi ("collectiviteId", "depotId", etat, message)
      select "collectiviteId", id, 'a_deposer', ${AGAIN} from encore`
    if (depots === 0) return refuse("rien-a-refaire")
    await tx.journal("titres.again-asked", { objet: `exercice/${exercice}`, apres: { depots } })
    return ok({ depots })
  })
