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

export type SignataireRow = {
  id: string
  nom: string
  fonction: string
  fondement: string
  depuis: CalendarDate
  jusqua: CalendarDate | null
}

/** Who countersigns for the operator, or did. */
export const listSignatairesOperateur = (tx: Tx): Promise<SignataireRow[]> =>
  tx.$queryRaw<SignataireRow[]>`
    select s.id, p.nom, s.fonction, s.fondement, s.depuis::text as depuis, s.jusqua::text as jusqua
    from signataire_operateur s join personne p on p.id = s."personneId" order by s.jusqua nulls first, s.depuis desc, s.id`

/** The operator's staff of that day: who may be made a signatory. */
export async function listAgents(tx: Tx, day: CalendarDate): Promise<{ value: string; label: string }[]> {
  const rows = await tx.$queryRaw<{ value: string; label: string }[]>`
    select a."personneId" as value, p.nom as label from agent a join personne p on p.id = a."personneId"
    where daterange(a.depuis, a.jusqua) @> ${day}::date order by p.nom`
  return rows
}
