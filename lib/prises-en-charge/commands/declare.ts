import { type AgentContext, type MembreContext, only } from "@/lib/access/context.ts"
import { type Tx, type WriteTx, write } from "@/lib/access/door.ts"
import { fromDatabase, toDatabase, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { checkDates, checkOwnCommune } from "../rules.ts"
import type { DeclareInput, EndInput, RecordInput } from "../schema.ts"
import type { PriseRefusal } from "../types.ts"

type Declared = Promise<Result<{ prise: string }, PriseRefusal>>

/** An élu says that her body pays a service of one of its communes: the operator's job then carries it there. */
export const declarePrise = (ctx: MembreContext, input: DeclareInput): Declared => {
  const { collectiviteId } = only(ctx)
  return write(ctx, "prises.declare", async (tx) => {
    const payeur = await tx.collectivite.findUniqueOrThrow({ where: { id: collectiviteId }, select: BODY })
    const beneficiaire = await tx.collectivite.findUnique({ where: { publicId: input.beneficiaire }, select: BODY })
    if (!beneficiaire) return refuse("beneficiaire-inconnu")
    const own = checkOwnCommune(payeur, beneficiaire)
    return own.ok ? insertPrise(tx, ctx, { payeur, beneficiaire, input }) : own
  })
}

/** The same recorded by staff, by the act that the payer sent. */
export const recordPrise = (ctx: AgentContext, input: RecordInput): Declared =>
  write(ctx, "prises.declare", async (tx) => {
    const payeur = await tx.collectivite.findUnique({ where: { publicId: input.payeur }, select: BODY })
    if (!payeur) return refuse("payeur-inconnu")
    const beneficiaire = await tx.collectivite.findUnique({ where: { publicId: input.beneficiaire }, select: BODY })
    if (!beneficiaire) return refuse("beneficiaire-inconnu")
    return insertPrise(tx, ctx, { payeur, beneficiaire, input })
  })

const BODY = { id: true, type: true, nom: true, epciId: true } as const
type Body = { id: string; nom: string }
type Terms = Pick<DeclareInput, "service" | "part" | "depuis" | "jusqua" | "fondement">

async function insertPrise(
  tx: WriteTx,
  ctx: AgentContext | MembreContext,
  { payeur, beneficiaire, input }: { payeur: Body; beneficiaire: Body; input: Terms },
): Declared {
  if (payeur.id === beneficiaire.id) return refuse("soi-meme")
  const dated = checkDates(input, today())
  if (!dated.ok) return dated
  const service = await tx.service.findFirst({ where: { slug: input.service, etat: "publie" } })
  if (!service) return refuse("service-inconnu")
  if (service.mode === "inclus") return refuse("service-compris")
  const { part, depuis, jusqua, fondement } = input
  const { id } = await tx.priseEnCharge.create({
    data: {
      ...{ part, fondement, serviceId: service.id, libelle: service.nom },
      collectiviteId: payeur.id,
      beneficiaireId: beneficiaire.id,
      beneficiaireNom: beneficiaire.nom,
      depuis: toDatabase(depuis),
      jusqua: jusqua && toDatabase(jusqua),
      proposeeParId: ctx.who.personneId,
    },
    select: { id: true },
  })
  await tx.journal("prise.declaree", {
    concerneId: payeur.id,
    objet: `prise-en-charge/${id}`,
    apres: { beneficiaire: beneficiaire.nom, service: service.slug, part, depuis, jusqua },
  })
  return ok({ prise: id })
}

/** The payer stops, or staff on its word: `le` is the first day that it no longer pays. */
export const endPrise = (ctx: AgentContext | MembreContext, { prise: id, le, motif }: EndInput): Declared =>
  write(ctx, "prises.declare", async (tx) => {
    const prise = await lockPrise(tx, ctx, id)
    if (!prise) return refuse("prise-inconnue")
    const { collectiviteId, etat, depuis, jusqua, libelle, beneficiaireNom } = prise
    if (etat === "refusee" || etat === "terminee") return refuse("prise-terminee")
    // Taken back before the operator accepted it, it never held.
    const day = etat === "proposee" ? depuis : toDatabase(le)
    if (day < depuis) return refuse("dates-inversees", { debut: formatDay(fromDatabase(depuis)) })
    if (jusqua && jusqua <= day) return refuse("fin-prise", { fin: formatDay(fromDatabase(jusqua)) })
    await tx.priseEnCharge.update({
      where: { collectiviteId_id: { collectiviteId, id } },
      data: {
        ...{ etat: "terminee", jusqua: day, motif, porteeLe: null },
        ...{ decideParId: ctx.who.personneId, decideLe: new Date() },
      },
    })
    await tx.journal("prise.terminee", {
      concerneId: collectiviteId,
      objet: `prise-en-charge/${id}`,
      apres: { beneficiaire: beneficiaireNom, service: libelle, jusqua: fromDatabase(day), motif },
    })
    return ok({ prise: id })
  })

/** One's own, or anybody's for staff. */
async function lockPrise(tx: Tx, ctx: AgentContext | MembreContext, id: string) {
  const mine = ctx.kind === "membre" ? { collectiviteId: only(ctx).collectiviteId } : {}
  await tx.$queryRaw`select 1 from prise_en_charge where id = ${id}::uuid for update`
  return tx.priseEnCharge.findFirst({ where: { id, ...mine } })
}
