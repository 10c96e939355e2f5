import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, dayInParis } from "@/lib/platform/dates.ts"
import { namesOf } from "./file.ts"

type Of = { collectiviteId: string; serviceId: string }

/** The last time that an EPCI invited its communes to a service. */
export type Invitation = {
  le: CalendarDate
  /** Null for somebody whom the reader no longer sees. */
  par: string | null
  message: string | null
  /** How many heard it; null while the worker has not told them. */
  communes: number | null
}

export async function findLastInvitation(tx: Tx, { collectiviteId, serviceId }: Of): Promise<Invitation | null> {
  const row = await tx.invitationService.findFirst({
    where: { collectiviteId, serviceId },
    orderBy: { creeLe: "desc" },
  })
  if (!row) return null
  const { message, communes, parId, creeLe } = row
  return { le: dayInParis(creeLe), par: (await namesOf(tx, [parId])).get(parId) ?? null, message, communes }
}

/** Communes that would hear it, counted by the database; 0 below three, so that no commune's choice can be told. */
export async function countInvitables(tx: Tx, { collectiviteId, serviceId }: Of): Promise<number> {
  const [row] = await tx.$queryRaw<{ communes: number }[]>`
    select portail_invitables(${collectiviteId}::uuid, ${serviceId}::uuid) as communes`
  return row?.communes ?? 0
}

/** What the page of a service says of inviting. */
export const findInvitation = async (tx: Tx, of: Of) => ({
  communes: await countInvitables(tx, of),
  derniere: await findLastInvitation(tx, of),
})
