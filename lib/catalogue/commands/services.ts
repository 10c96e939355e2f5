import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findServiceFile, type ServiceFile } from "../queries/manage.ts"
import { checkEtat, searchText, slugOf } from "../rules.ts"
import type { ServiceChangeInput, ServiceEtatInput, ServiceInput } from "../schema.ts"
import { type CatalogueRefusal, OUTIL_LABELS, type Outil } from "../types.ts"

type Answer = Promise<Result<{ slug: string }, CatalogueRefusal>>

/** A new service is a draft: nobody sees it before it is published. */
export const createService = (ctx: AgentContext, input: ServiceInput): Answer =>
  write(ctx, "catalogue.manage", async (tx) => {
    const slug = slugOf(input.nom)
    const refusal = await refusalOf(tx, input, null)
    if (refusal) return refusal
    const last = await tx.service.aggregate({ where: { pilierId: input.pilierId }, _max: { rang: true } })
    await tx.service.create({
      data: { ...input, slug, recherche: searchText(input), rang: (last._max.rang ?? -1) + 1 },
    })
    await tx.journal("service.created", { objet: `service/${slug}`, apres: input })
    return ok({ slug })
  })

export const updateService = (ctx: AgentContext, { service: slug, version, ...input }: ServiceChangeInput): Answer =>
  write(ctx, "catalogue.manage", async (tx) => {
    const before = await lockService(tx, slug)
    if (!before) return refuse("service-inconnu")
    if (before.version !== version) return refuse("service-modifie")
    const refusal = await refusalOf(tx, input, slug)
    if (refusal) return refusal
    // What was proposed enters the catalogue once the assembly has retained it.
    if (before.maturite === "perspective" && input.maturite !== "perspective") {
      const impact = await tx.ficheImpact.findUnique({ where: { serviceId: before.id }, select: { etat: true } })
      if (impact?.etat !== "retenue") return refuse("impact-requis")
    }
    if (before.etat === "publie" && (await isOutilTaken(tx, input.outil, slug))) return outilTaken(input.outil)
    await tx.service.update({
      where: { slug },
      data: {
        ...{ ...input, recherche: searchText(input, before), majLe: new Date() },
        // Another way of paying is another decision, whose act is still to be said.
        ...(before.mode === input.mode ? {} : { deliberationId: null }),
      },
    })
    await tx.journal("service.updated", { objet: `service/${slug}`, ...changed(before, input) })
    return ok({ slug })
  })

/** Publishes or withdraws; what is in service goes on either way. */
export const changeServiceEtat = (ctx: AgentContext, { service: slug, version, etat }: ServiceEtatInput): Answer =>
  write(ctx, "catalogue.manage", async (tx) => {
    const before = await lockService(tx, slug)
    if (!before) return refuse("service-inconnu")
    if (before.version !== version) return refuse("service-modifie")
    const allowed = checkEtat(before.etat, etat, { mode: before.mode, tarifs: before.tarifs.length })
    if (!allowed.ok) return allowed
    if (etat === "publie" && (await isOutilTaken(tx, before.outil, slug))) return outilTaken(before.outil)
    await tx.service.update({ where: { slug }, data: { etat, majLe: new Date() } })
    await tx.journal(etat === "publie" ? "service.published" : "service.withdrawn", {
      objet: `service/${slug}`,
      avant: { etat: before.etat },
      apres: { etat },
    })
    return ok({ slug })
  })

/** One writer at a time on a service: the second reads what the first has written. */
export async function lockService(tx: WriteTx, slug: string): Promise<ServiceFile | null> {
  await tx.$queryRaw`select 1 from service where slug = ${slug} for update`
  return findServiceFile(tx, slug)
}

/** The service as somebody read it, marked as changed: whoever read it before is told. */
export async function touchService(
  tx: WriteTx,
  { slug, version }: { slug: string; version: string },
): Promise<Result<ServiceFile, "service-inconnu" | "service-modifie">> {
  const service = await lockService(tx, slug)
  if (!service) return refuse("service-inconnu")
  if (service.version !== version) return refuse("service-modifie")
  await tx.service.update({ where: { slug }, data: { majLe: new Date() } })
  return ok(service)
}

/** Two services of one name cannot be told apart; a new one must not fall on the address of another either. */
async function refusalOf(tx: WriteTx, input: ServiceInput, own: string | null) {
  if (input.ouvertureImmediate && input.mode !== "inclus") return refuse("ouverture-payante")
  const pilier = await tx.pilier.findUnique({ where: { id: input.pilierId }, select: { id: true } })
  if (!pilier) return refuse("pilier-inconnu")
  const sameName = { nom: { equals: input.nom, mode: "insensitive" } } as const
  const homonym = await tx.service.findFirst({
    where: own === null ? { OR: [sameName, { slug: slugOf(input.nom) }] } : { ...sameName, NOT: { slug: own } },
    select: { slug: true },
  })
  return homonym ? refuse("nom-pris") : null
}

/** One published service opens a part of the portal, so that one catalogue entry decides who reaches it. */
const isOutilTaken = async (tx: WriteTx, outil: Outil | null, own: string): Promise<boolean> =>
  outil !== null && (await tx.service.count({ where: { outil, etat: "publie", NOT: { slug: own } } })) > 0

const outilTaken = (outil: Outil | null) => refuse("outil-pris", { outil: outil ? OUTIL_LABELS[outil] : "" })

/** The journal keeps what changed, and only that. */
function changed(before: ServiceFile, input: ServiceInput) {
  const names = (Object.keys(input) as (keyof ServiceInput)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(input[name]),
  )
  const pick = (from: ServiceInput | ServiceFile) => Object.fromEntries(names.map((name) => [name, from[name]]))
  return { avant: pick(before), apres: pick(input) }
}
