import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { type DepotPorts, depotPorts, receiveOwnPdf } from "@/lib/documents/commands/receive.ts"
import type { ReceivedFile } from "@/lib/documents/types.ts"
import { type CalendarDate, fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { countResting } from "./queries.ts"
import { checkCited, referenceOf } from "./rules.ts"
import type { AttachInput, ChangeInput, RecordInput, VersionInput } from "./schema.ts"
import type { DeliberationRefusal } from "./types.ts"

type Answer = Promise<Result<{ id: string }, DeliberationRefusal>>

/** An act that was voted, with its file: tariffs may then rest on it. */
export async function recordDeliberation(
  ctx: AgentContext,
  { fichier, ...input }: RecordInput,
  ports: DepotPorts = depotPorts(),
): Answer {
  const received = await receiveOwnPdf(ctx, "deliberations.manage", fichier, ports)
  if (!received.ok) return received
  return write(ctx, "deliberations.manage", async (tx) => {
    if (await isTaken(tx, input, null)) return taken(input)
    const { id } = await tx.deliberation.create({
      data: { ...columnsOf(input), creeParId: ctx.who.personneId },
      select: { id: true },
    })
    await keepVersion(tx, ctx, { id, version: 1, file: received.value })
    await tx.journal("deliberation.recorded", { objet: `deliberation/${id}`, apres: input })
    return ok({ id })
  })
}

/** Its way to the prefecture and its publication; the rest only while no tariff rests on it. */
export const changeDeliberation = (
  ctx: AgentContext,
  { deliberation: id, version, ...input }: ChangeInput,
): Promise<Result<{ id: string }, DeliberationRefusal>> =>
  write(ctx, "deliberations.manage", async (tx) => {
    const before = await lock(tx, id)
    if (!before) return refuse("deliberation-inconnue")
    if (before.version !== version) return refuse("deliberation-modifiee")
    const { organe, numero, objet, delibereLe } = before
    const same =
      organe === input.organe &&
      numero === input.numero &&
      objet === input.objet &&
      fromDatabase(delibereLe) === input.delibereLe
    if (!same && (await countResting(tx, id)) > 0) return refuse("deliberation-citee")
    if (await isTaken(tx, input, id)) return taken(input)
    const data = { ...columnsOf(input), version: { increment: 1 } }
    await tx.deliberation.update({ where: { id }, data })
    await tx.journal("deliberation.changed", {
      objet: `deliberation/${id}`,
      avant: { organe, numero, objet, delibereLe: fromDatabase(delibereLe) },
      apres: input,
    })
    return ok({ id })
  })

/** The next version of its file, with the stamp of the prefecture: the ones before stay. */
export async function depositDeliberation(
  ctx: AgentContext,
  { deliberation: id, fichier }: VersionInput,
  ports: DepotPorts = depotPorts(),
): Answer {
  const received = await receiveOwnPdf(ctx, "deliberations.manage", fichier, ports)
  if (!received.ok) return received
  return write(ctx, "deliberations.manage", async (tx) => {
    if (!(await lock(tx, id))) return refuse("deliberation-inconnue")
    const last = await tx.deliberationFichier.findFirst({
      where: { deliberationId: id },
      orderBy: { version: "desc" },
      select: { version: true, empreinte: true },
    })
    if (last?.empreinte === received.value.kept.empreinte)
      return refuse("fichier-identique", { version: String(last.version) })
    await keepVersion(tx, ctx, { id, version: (last?.version ?? 0) + 1, file: received.value })
    return ok({ id })
  })
}

/** What was in force before the portal kept its act, or was fixed without it: said once. */
export const attachDeliberation = (ctx: AgentContext, { deliberation: id, objet }: AttachInput): Answer =>
  write(ctx, "deliberations.manage", async (tx) => {
    const found = await lock(tx, id)
    if (!found) return refuse("deliberation-inconnue")
    const deliberation = referenceOf({ ...found, delibereLe: fromDatabase(found.delibereLe) })
    const where = { id: objet.id, deliberationId: null }
    const notBefore = { ...where, depuis: { gte: found.delibereLe } }
    const data = { deliberationId: id }
    const { count } =
      objet.genre === "tarif"
        ? await tx.tarif.updateMany({ where: notBefore, data: { ...data, deliberation } })
        : objet.genre === "regle"
          ? await tx.regleCotisation.updateMany({ where: notBefore, data: { ...data, deliberation } })
          : await tx.service.updateMany({ where, data })
    if (count === 0) return refuse("deliberation-deja-dite")
    await tx.journal("deliberation.attached", { objet: `deliberation/${id}`, apres: objet })
    return ok({ id })
  })

type Cite = { deliberation: string | null; depuis: CalendarDate; exigee?: boolean }
type CiteRefusal = "deliberation-inconnue" | "deliberation-requise" | "deliberation-posterieure"

/** What a price or a rule that begins that day stores of its act: in the transaction of whoever fixes it. */
export async function citeDeliberation(
  tx: WriteTx,
  { deliberation: id, depuis, exigee }: Cite,
): Promise<Result<{ deliberationId: string | null; deliberation: string | null }, CiteRefusal>> {
  const found = id === null ? null : await lock(tx, id)
  if (id !== null && !found) return refuse("deliberation-inconnue")
  const delibereLe = found && fromDatabase(found.delibereLe)
  const wanted =
    exigee ?? (await tx.operateur.findFirstOrThrow({ select: { deliberationExigee: true } })).deliberationExigee
  const checked = checkCited({ exigee: wanted, delibereLe, depuis })
  if (!checked.ok) return checked
  return ok({
    deliberationId: id,
    deliberation: found && delibereLe ? referenceOf({ ...found, delibereLe }) : null,
  })
}

/** An act in its words, for a decision that is no tariff; null when there is none by this name. In the transaction of the decision. */
export async function quoteDeliberation(
  tx: WriteTx,
  id: string,
): Promise<{ reference: string; delibereLe: CalendarDate } | null> {
  const found = await lock(tx, id)
  const delibereLe = found && fromDatabase(found.delibereLe)
  return found && delibereLe && { delibereLe, reference: referenceOf({ ...found, delibereLe }) }
}

/** Whoever cites it holds it: nobody corrects its number meanwhile. */
async function lock(tx: WriteTx, id: string) {
  await tx.$queryRaw`select 1 from deliberation where id = ${id}::uuid for update`
  return tx.deliberation.findUnique({ where: { id } })
}

const isTaken = async (tx: WriteTx, { organe, numero }: { organe: string; numero: string }, own: string | null) =>
  (await tx.deliberation.count({
    where: { organe, numero, ...(own === null ? {} : { NOT: { id: own } }) },
  })) > 0

const taken = ({ organe, numero }: { organe: string; numero: string }) =>
  refuse("deliberation-existante", { organe, numero })

const columnsOf = ({ delibereLe, transmiseLe, recueLe, publieeLe, ...said }: Omit<RecordInput, "fichier">) => ({
  ...said,
  delibereLe: toDatabase(delibereLe),
  transmiseLe: transmiseLe && toDatabase(transmiseLe),
  recueLe: recueLe && toDatabase(recueLe),
  publieeLe: publieeLe && toDatabase(publieeLe),
})

type Version = { id: string; version: number; file: ReceivedFile }

async function keepVersion(tx: WriteTx, ctx: AgentContext, { id, version, file }: Version) {
  const { kept, nom, mediaType } = file
  await tx.deliberationFichier.create({
    data: {
      ...{ deliberationId: id, version, nom, mediaType, deposeParId: ctx.who.personneId },
      ...{ ...kept, cleEnveloppee: new Uint8Array(kept.cleEnveloppee) },
    },
  })
  await tx.journal("deliberation.fichier-depose", {
    objet: `deliberation/${id}`,
    apres: { version, nom, empreinte: kept.empreinte },
  })
}
