import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { BesoinChangeInput, BesoinInput, BesoinRetireInput } from "../schema/complements.ts"
import type { CatalogueRefusal } from "../types.ts"

type Answer = Promise<Result<{ id: string }, CatalogueRefusal>>

/** A need that no tool of the operator bears the name of: what answers it today is said, and nothing is invented. */
export const createBesoin = (ctx: AgentContext, { service, ...besoin }: BesoinInput): Answer =>
  write(ctx, "catalogue.manage", async (tx) => {
    const place = await placeOf(tx, service, besoin.nom)
    if (!place.ok) return place
    const last = await tx.besoin.aggregate({ _max: { rang: true } })
    const { id } = await tx.besoin.create({
      data: { ...besoin, ...place.value, rang: (last._max.rang ?? -1) + 1 },
      select: { id: true },
    })
    await tx.journal("besoin.ajoute", { objet: `besoin/${id}`, apres: { ...besoin, service } })
    return ok({ id })
  })

export const updateBesoin = (ctx: AgentContext, { besoin: id, service, ...besoin }: BesoinChangeInput): Answer =>
  write(ctx, "catalogue.manage", async (tx) => {
    const before = await tx.besoin.findUnique({ where: { id } })
    if (!before) return refuse("besoin-inconnu")
    const place = await placeOf(tx, service, besoin.nom, id)
    if (!place.ok) return place
    await tx.besoin.update({ where: { id }, data: { ...besoin, ...place.value } })
    await tx.journal("besoin.modifie", { objet: `besoin/${id}`, avant: before, apres: { ...besoin, service } })
    return ok({ id })
  })

export const removeBesoin = (ctx: AgentContext, { besoin: id }: BesoinRetireInput): Answer =>
  write(ctx, "catalogue.manage", async (tx) => {
    const before = await tx.besoin.findUnique({ where: { id } })
    if (!before) return refuse("besoin-inconnu")
    await tx.besoin.delete({ where: { id } })
    await tx.journal("besoin.retire", { objet: `besoin/${id}`, avant: before })
    return ok({ id })
  })

async function placeOf(tx: WriteTx, slug: string | null, nom: string, own?: string) {
  if ((await tx.besoin.count({ where: { nom, ...(own ? { NOT: { id: own } } : {}) } })) > 0)
    return refuse("besoin-pris")
  if (slug === null) return ok({ serviceId: null })
  const service = await tx.service.findFirst({ where: { slug, etat: "publie" }, select: { id: true } })
  return service ? ok({ serviceId: service.id }) : refuse("service-inconnu")
}
