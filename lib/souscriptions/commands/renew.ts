import { type SystemeContext, systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { type CalendarDate, dayInParis, latest, toDatabase } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findSouscription, type SouscriptionFile } from "../queries/file.ts"
import { prochainTerme, seReconduit } from "../rules/reconduction.ts"
import { COTE_LABELS, type Denonciation } from "../types.ts"
import { noteStep } from "./note.ts"
import { advance } from "./steps.ts"
import { tellOfReconduction } from "./tell-terme.ts"

/**
 * The day after the last day of a convention: what nobody refused goes on for another period, what one side refused stops. One at a time;
 * none is `refuse("rien")`. A worker that slept renews as many times as periods have passed.
 */
export const renewNextConvention = (now: Date): Promise<Result<{ souscription: string }, "rien">> => {
  const ctx = systeme("conventions.renew", "operateur")
  return write(ctx, "conventions.renew", async (tx) => {
    const day = dayInParis(now)
    const [due] = await tx.$queryRaw<{ collectiviteId: string; id: string }[]>`
      select s."collectiviteId", s.id from souscription s
      where s.etat = 'en_service' and s.terme < ${day}::date and (s."termineeLe" is null or s."termineeLe" > s.terme)
        and ((s.reconduction = 'tacite' and (s."auPlusTard" is null or s.terme < s."auPlusTard"))
          or exists (select from denonciation d where d."collectiviteId" = s."collectiviteId" and d."souscriptionId" = s.id
            and d.terme = s.terme and d."retireeLe" is null))
      order by s.terme, s.id limit 1 for update of s skip locked`
    const souscription = due && (await findSouscription(tx, due.collectiviteId, due.id))
    if (!souscription?.terme) return refuse("rien")
    const { terme, denonciation, id } = souscription
    if (denonciation) await stop(tx, ctx, souscription, denonciation)
    else await renew(tx, ctx, souscription, terme)
    return ok({ souscription: id })
  })
}

/** It runs until its last day, included. */
async function stop(
  tx: WriteTx,
  ctx: SystemeContext,
  { collectiviteId, id, etat, enServiceLe }: SouscriptionFile,
  { terme, cote, motif }: Denonciation,
): Promise<void> {
  const done = await advance(tx, "souscription.terminee", {
    ...{ collectiviteId, id, de: etat, vers: "terminee", by: ctx },
    motif: `Convention dénoncée par ${COTE_LABELS[cote]} : ${motif}`,
    data: { termineeLe: toDatabase(enServiceLe ? latest(enServiceLe, terme) : terme) },
  })
  if (!done.ok) throw new Error(`souscription ${id}: ${done.refusal}`)
}

async function renew(
  tx: WriteTx,
  ctx: SystemeContext,
  souscription: SouscriptionFile,
  terme: CalendarDate,
): Promise<void> {
  const { collectiviteId, id } = souscription
  const suite = prochainTerme(souscription)
  if (suite === null || !seReconduit(souscription)) throw new Error(`souscription ${id}: nothing follows ${terme}`)
  await tx.souscription.update({
    where: { collectiviteId_id: { collectiviteId, id } },
    data: { terme: toDatabase(suite) },
  })
  await noteStep(tx, ctx, souscription, {
    evenement: "souscription.reconduite",
    motif: `Convention reconduite jusqu’au ${formatDay(suite)}`,
    apres: { avant: terme, terme: suite },
  })
  await tellOfReconduction(tx, souscription, { terme, suite })
}
