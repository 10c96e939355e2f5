import type { ActeGenre } from "@/generated/prisma/enums.ts"
import type { Tx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { isInForce } from "../rules.ts"
import type { Mandat } from "../types.ts"
import { listMandats } from "./mandats.ts"

/** Who may sign this kind of act for this collectivité that day: mandates first, then what they delegated. */
export async function listSignataires(
  tx: Tx,
  collectiviteId: string,
  genre: ActeGenre,
  day: CalendarDate,
): Promise<Mandat[]> {
  const mandats = await listMandats(tx, collectiviteId)
  return mandats.filter(
    (one) => isInForce(one, mandats, day) && (one.objets.length === 0 || one.objets.includes(genre)),
  )
}
