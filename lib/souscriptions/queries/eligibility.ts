import type { Tx } from "@/lib/access/door.ts"
import { findConditions } from "@/lib/catalogue/queries/conditions.ts"
import type { ServiceOffert } from "@/lib/catalogue/queries/published.ts"
import { checkConditions } from "@/lib/catalogue/rules/conditions.ts"
import { priceIn } from "@/lib/catalogue/rules/grille.ts"
import { findStatut } from "@/lib/collectivites/queries/dossier.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { checkEligible, tarifOf } from "../rules/life.ts"

/** Whether this body may ask for this service today, and how each condition stands for it. */
export async function findEligibility(
  tx: Tx,
  service: ServiceOffert,
  { collectiviteId, type }: { collectiviteId: string; type: CollectiviteType },
  day: CalendarDate,
) {
  const conditions = await findConditions(tx, service, collectiviteId, day)
  const eligible = checkEligible({ service, type, statut: await findStatut(tx, collectiviteId) })
  const met = eligible.ok ? checkConditions(service, conditions) : eligible
  const tarif = tarifOf(service)
  const priced = met.ok && tarif ? priceIn(tarif, conditions.habitants) : null
  return { conditions, eligible: priced && !priced.ok ? priced : met }
}
