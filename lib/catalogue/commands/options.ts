import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { ServiceFile } from "../queries/manage.ts"
import type { OptionChangeInput, OptionEtatInput, OptionInput } from "../schema/complements.ts"
import type { CatalogueRefusal } from "../types.ts"
import { touchService } from "./services.ts"

type Answer = Promise<Result<{ slug: string }, CatalogueRefusal>>

export const createOption = (ctx: AgentContext, { service: slug, version, ...option }: OptionInput): Answer =>
  write(ctx, "catalogue.manage", async (tx) => {
    const service = await touchService(tx, { slug, version })
    if (!service.ok) return service
    const { id: serviceId } = service.value
    if (await isTaken(tx, service.value, option.nom)) return refuse("option-prise")
    const last = await tx.serviceOption.aggregate({ where: { serviceId }, _max: { rang: true } })
    await tx.serviceOption.create({ data: { ...option, serviceId, rang: (last._max.rang ?? -1) + 1 } })
    await tx.journal("service.option-ajoutee", { objet: `service/${slug}`, apres: option })
    return ok({ slug })
  })

/** From now on: what was asked for keeps its name and its price. */
export const updateOption = (
  ctx: AgentContext,
  { service: slug, version, option: id, ...option }: OptionChangeInput,
): Answer =>
  write(ctx, "catalogue.manage", async (tx) => {
    const service = await touchService(tx, { slug, version })
    if (!service.ok) return service
    const before = await tx.serviceOption.findFirst({ where: { id, serviceId: service.value.id } })
    if (!before) return refuse("option-inconnue")
    if (await isTaken(tx, service.value, option.nom, id)) return refuse("option-prise")
    await tx.serviceOption.update({ where: { id }, data: option })
    await tx.journal("service.option-modifiee", { objet: `service/${slug}`, avant: readable(before), apres: option })
    return ok({ slug })
  })

/** Withdrawn, it is no longer offered; it may be again. */
export const changeOptionEtat = (
  ctx: AgentContext,
  { service: slug, version, option: id, proposee }: OptionEtatInput,
): Answer =>
  write(ctx, "catalogue.manage", async (tx) => {
    const service = await touchService(tx, { slug, version })
    if (!service.ok) return service
    const option = await tx.serviceOption.findFirst({ where: { id, serviceId: service.value.id } })
    if (!option) return refuse("option-inconnue")
    await tx.serviceOption.update({ where: { id }, data: { retireeLe: proposee ? null : new Date() } })
    await tx.journal(proposee ? "service.option-proposee" : "service.option-retiree", {
      ...{ objet: `service/${slug}`, apres: { nom: option.nom } },
    })
    return ok({ slug })
  })

/** Two options of one name cannot be told apart in a list, even when one is withdrawn: it may come back. */
const isTaken = async (tx: WriteTx, { id: serviceId }: ServiceFile, nom: string, own?: string): Promise<boolean> =>
  (await tx.serviceOption.count({
    where: { serviceId, nom: { equals: nom, mode: "insensitive" }, ...(own ? { NOT: { id: own } } : {}) },
  })) > 0

type Row = Awaited<ReturnType<WriteTx["serviceOption"]["findFirstOrThrow"]>>

const readable = ({ nom, description, unite, prixUnitaire, periodicite, categorieTva, tauxTva }: Row) => ({
  ...{ nom, description, unite, periodicite, categorieTva },
  prixUnitaire: prixUnitaire?.toString() ?? null,
  tauxTva: tauxTva?.toString() ?? null,
})
