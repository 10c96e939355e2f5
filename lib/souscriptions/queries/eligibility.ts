import type { Tx } from "@/lib/access/door.ts"
import { findConditions } from "@/lib/catalogue/queries/conditions.ts"
import type { ServiceOffert } from "@/lib/catalogue/queries/published.ts"
import { checkConditions } from "@/lib/catalogue/rules/conditions.ts"
import { findStatut } from "@/lib/collectivites/queries/dossier.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { checkEligible } from "../rules/life.ts"

/** Whether this body may ask for this service today, and how each condition stands for it. */
export async function findEligibility(
  tx: Tx,
  service: ServiceOffert,
  { collectiviteId, type }: { collectiviteId: string; type: CollectiviteType },
  day: CalendarDate,
) {
  const conditions = await findConditions(tx, service, collectiviteId, day)
  const eligible = checkEligible({ service, type, statut: await findStatut(tx, collectiviteId) })
  return { conditions, eligible: eligible.ok ? checkConditions(service, conditions) : eligible }
}
