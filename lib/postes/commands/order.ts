import { type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { type CalendarDate, dayInParis, fromDatabase } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { prepareIn } from "@/lib/souscriptions/commands/prepare.ts"
import type { SouscriptionRefusal } from "@/lib/souscriptions/types.ts"
import type { DescribeInput, OrderInput, PosteInput } from "../schema.ts"
import type { PostesRefusal } from "../types.ts"
import { insertPostes, lockPostes } from "./number.ts"

type Answer<R extends string> = Promise<Result<{ id: string }, R>>

/** Asks for a service by the workstation: the souscription and the list of its posts, together. */
export function orderPostes(ctx: MembreContext, input: OrderInput): Answer<SouscriptionRefusal | PostesRefusal> {
  const { postes, ...request } = input
  const { collectiviteId } = only(ctx)
  return write(ctx, "souscriptions.prepare", async (tx): Answer<SouscriptionRefusal | PostesRefusal> => {
    if (postes.length === 0) return refuse("sans-poste")
    const service = await tx.service.findUnique({
      where: { slug: input.service },
      select: { id: true, parPoste: true },
    })
    if (service && !service.parPoste) return refuse("pas-par-poste")
    const running = service && { collectiviteId, serviceId: service.id, etat: "en_service" as const }
    if (running && (await tx.souscription.count({ where: running })) > 0) return refuse("deja-en-service")
    const prepared = await prepareIn(tx, ctx, { ...request, quantite: postes.length })
    if (!prepared.ok) return prepared
    const souscriptionId = prepared.value.id
    const listed = await listPostes(tx, { collectiviteId, souscriptionId, postes, by: ctx })
    return listed.ok ? ok({ id: souscriptionId }) : listed
  })
}

/** Names the posts of a souscription asked for by number alone. */
export function describePostes(ctx: MembreContext, { souscription, postes }: DescribeInput): Answer<PostesRefusal> {
  const { collectiviteId } = only(ctx)
  return write(ctx, "postes.change", async (tx) => {
    const listed = await listPostes(tx, { collectiviteId, souscriptionId: souscription, postes, by: ctx })
    return listed.ok ? ok({ id: souscription }) : listed
  })
}

type First = { collectiviteId: string; souscriptionId: string; postes: readonly PosteInput[]; by: MembreContext }

/** The first order of a souscription: its posts begin when it does, at the price of the day it was asked for. */
async function listPostes(
  tx: WriteTx,
  { collectiviteId, souscriptionId, postes, by }: First,
): Promise<Result<void, PostesRefusal>> {
  await lockPostes(tx, collectiviteId)
  const row = await tx.souscription.findUnique({
    where: { collectiviteId_id: { collectiviteId, id: souscriptionId } },
    include: { service: { select: { parPoste: true } }, _count: { select: { postes: true } } },
  })
  if (!row || row._count.postes > 0) return refuse("souscription-inconnue")
  if (!row.service.parPoste) return refuse("pas-par-poste")
  const { id: commandeId } = await tx.commande.create({
    data: {
      ...{ collectiviteId, souscriptionId, genre: "initiale", etat: "a_transmettre" },
      effetLe: row.dateSouhaitee,
      demandeParId: by.who.personneId,
    },
    select: { id: true },
  })
  const day: CalendarDate = dayInParis(row.demandeLe)
  const { serviceId } = row
  const inserted = await insertPostes(tx, {
    ...{ collectiviteId, souscriptionId, serviceId, commandeId, postes, day },
    depuis: null,
  })
  if (!inserted.ok) return inserted
  await tx.souscription.update({
    where: { collectiviteId_id: { collectiviteId, id: souscriptionId } },
    data: { quantite: postes.length },
  })
  await tx.journal("postes.commandes", {
    ...{ concerneId: collectiviteId, objet: `souscription/${souscriptionId}` },
    apres: { postes: postes.map(({ nom }) => nom), effetLe: fromDatabase(row.dateSouhaitee) },
  })
  return ok(undefined)
}
