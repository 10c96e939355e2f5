import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { type CalendarDate, dayInParis, fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { type Result, refuse } from "@/lib/platform/result.ts"
import { findReadiness } from "../queries/readiness.ts"
import { checkReady } from "../rules/life.ts"
import type { EndInput, StartInput } from "../schema.ts"
import type { SouscriptionRefusal } from "../types.ts"
import { advance, lockAsRead } from "./steps.ts"

type Delivered = Promise<Result<{ id: string }, SouscriptionRefusal>>

/** The operator opened the service: what it costs is counted from that day. */
export function startSouscription(ctx: AgentContext, input: StartInput): Delivered {
  return write(ctx, "souscriptions.deliver", async (tx) => {
    const found = await lockOfMember(tx, input)
    if (!found.ok) return found
    const { collectiviteId, id, etat, demandeLe } = found.value
    const early = before(input.le, dayInParis(demandeLe), "la demande")
    if (early) return early
    const ready = checkReady(await findReadiness(tx, found.value))
    if (!ready.ok) return ready
    return advance(tx, "souscription.mise-en-service", {
      ...{ collectiviteId, id, de: etat, vers: "en_service", by: ctx },
      data: { enServiceLe: toDatabase(input.le) },
    })
  })
}

export function endSouscription(ctx: AgentContext, input: EndInput): Delivered {
  return write(ctx, "souscriptions.deliver", async (tx) => {
    const found = await lockOfMember(tx, input)
    if (!found.ok) return found
    const { collectiviteId, id, etat, enServiceLe } = found.value
    const early = enServiceLe && before(input.le, fromDatabase(enServiceLe), "la mise en service")
    if (early) return early
    return advance(tx, "souscription.terminee", {
      ...{ collectiviteId, id, de: etat, vers: "terminee", by: ctx, motif: input.motif },
      data: { termineeLe: toDatabase(input.le) },
    })
  })
}

/** The form names the member by its public identifier. */
async function lockOfMember(tx: WriteTx, input: { collectivite: string; souscription: string; version: number }) {
  const member = await tx.collectivite.findUnique({ where: { publicId: input.collectivite }, select: { id: true } })
  return member ? lockAsRead(tx, { ...input, collectiviteId: member.id }) : refuse("souscription-inconnue")
}

const before = (day: CalendarDate, depuis: CalendarDate, quoi: string) =>
  day < depuis ? refuse("date-avant", { quoi, depuis: formatDay(depuis) }) : null
