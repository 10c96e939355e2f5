import type { DenonciationCote } from "@/generated/prisma/enums.ts"
import { type AgentContext, type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findSouscription, type SouscriptionFile } from "../queries/file.ts"
import { checkDenonciation, checkRenoncement } from "../rules/reconduction.ts"
import type { DenounceInput, RenounceInput } from "../schema/denonciation.ts"
import type { SouscriptionRefusal } from "../types.ts"
import { noteStep } from "./note.ts"
import { lockAsRead } from "./steps.ts"
import { tellOfDenonciation } from "./tell-terme.ts"

type Party = MembreContext | AgentContext
type Answer = Promise<Result<{ id: string }, SouscriptionRefusal>>

const coteOf = (ctx: Party): DenonciationCote => (ctx.kind === "membre" ? "collectivite" : "operateur")

/** One side says in time that it does not go on after the last day: the service stops that day. */
export const denounceConvention = (ctx: Party, input: DenounceInput): Answer =>
  write(ctx, "conventions.denounce", async (tx) => {
    const found = await lockFile(tx, ctx, input)
    if (!found.ok) return found
    const { collectiviteId, id } = found.value
    const allowed = checkDenonciation(found.value, found.value.denonciation, today())
    if (!allowed.ok) return allowed
    const { terme } = allowed.value
    await tx.denonciation.create({
      data: {
        ...{ collectiviteId, souscriptionId: id, cote: coteOf(ctx), terme: toDatabase(terme) },
        ...{ motif: input.motif, parId: ctx.who.personneId },
      },
    })
    await noteStep(tx, ctx, found.value, {
      evenement: "souscription.denoncee",
      motif: `Convention dénoncée, elle prend fin le ${formatDay(terme)} : ${input.motif}`,
      apres: { cote: coteOf(ctx), terme },
    })
    await tellOfDenonciation(tx, { souscription: found.value, terme, cote: coteOf(ctx), motif: input.motif })
    return ok({ id })
  })

/** The same side thinks better of it, as long as the other could still have said no itself. */
export const renounceDenonciation = (ctx: Party, input: RenounceInput): Answer =>
  write(ctx, "conventions.denounce", async (tx) => {
    const found = await lockFile(tx, ctx, input)
    if (!found.ok) return found
    const { collectiviteId, id, denonciation } = found.value
    const allowed = checkRenoncement(found.value, denonciation, { cote: coteOf(ctx), today: today() })
    if (!allowed.ok) return allowed
    if (!denonciation) return refuse("denonciation-inconnue")
    await tx.denonciation.update({
      where: { collectiviteId_id: { collectiviteId, id: denonciation.id } },
      data: { retireeLe: new Date(), retireeParId: ctx.who.personneId },
    })
    await noteStep(tx, ctx, found.value, {
      evenement: "souscription.denonciation-retiree",
      motif: "Dénonciation de la convention retirée",
      apres: { cote: coteOf(ctx), terme: denonciation.terme },
    })
    await tellOfDenonciation(tx, {
      souscription: found.value,
      terme: denonciation.terme,
      cote: coteOf(ctx),
      motif: null,
    })
    return ok({ id })
  })

/** Locked as it was read: a renewal of that night, or the other side's word, is told first. */
async function lockFile(
  tx: WriteTx,
  ctx: Party,
  input: RenounceInput,
): Promise<Result<SouscriptionFile, SouscriptionRefusal>> {
  const collectiviteId = ctx.kind === "membre" ? only(ctx).collectiviteId : await findMember(tx, input.collectivite)
  if (!collectiviteId) return refuse("souscription-inconnue")
  const locked = await lockAsRead(tx, { ...input, collectiviteId })
  if (!locked.ok) return locked
  const file = await findSouscription(tx, collectiviteId, input.souscription)
  return file ? ok(file) : refuse("souscription-inconnue")
}

/** The form names the member by its public identifier. */
async function findMember(tx: WriteTx, publicId: string): Promise<string | null> {
  const member = await tx.collectivite.findUnique({ where: { publicId }, select: { id: true } })
  return member?.id ?? null
}
