import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { DocumentInput, DocumentRetireInput } from "../schema/complements.ts"
import type { CatalogueRefusal } from "../types.ts"
import { touchService } from "./services.ts"

type Answer = Promise<Result<{ slug: string }, CatalogueRefusal>>

/** What there is to read about a service, where it is published. */
export const attachDocument = (ctx: AgentContext, { service: slug, version, titre, adresse }: DocumentInput): Answer =>
  write(ctx, "catalogue.manage", async (tx) => {
    const service = await touchService(tx, { slug, version })
    if (!service.ok) return service
    const { id: serviceId } = service.value
    if ((await tx.serviceDocument.count({ where: { serviceId, adresse } })) > 0) return refuse("document-present")
    const last = await tx.serviceDocument.aggregate({ where: { serviceId }, _max: { rang: true } })
    await tx.serviceDocument.create({ data: { serviceId, titre, adresse, rang: (last._max.rang ?? -1) + 1 } })
    await tx.journal("service.document-ajoute", { objet: `service/${slug}`, apres: { titre, adresse } })
    return ok({ slug })
  })

export const detachDocument = (
  ctx: AgentContext,
  { service: slug, version, document: id }: DocumentRetireInput,
): Answer =>
  write(ctx, "catalogue.manage", async (tx) => {
    const service = await touchService(tx, { slug, version })
    if (!service.ok) return service
    const document = await tx.serviceDocument.findFirst({ where: { id, serviceId: service.value.id, retireLe: null } })
    if (!document) return refuse("document-inconnu")
    const { titre, adresse } = document
    // A file may be in a published version: it leaves the screens, and stays.
    if (adresse === null) await tx.serviceDocument.update({ where: { id }, data: { retireLe: new Date() } })
    else await tx.serviceDocument.delete({ where: { id } })
    await tx.journal("service.document-retire", { objet: `service/${slug}`, avant: { titre, adresse } })
    return ok({ slug })
  })
