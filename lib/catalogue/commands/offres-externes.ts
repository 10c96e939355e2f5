import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { OffreChangeInput, OffreInput, OffreRetireInput } from "../schema/complements.ts"
import type { CatalogueRefusal } from "../types.ts"

type Answer = Promise<Result<{ id: string }, CatalogueRefusal>>

/** What others offer is shown to the members as theirs, with the source of what is said of it. */
export const createOffre = (ctx: AgentContext, offre: OffreInput): Answer =>
  write(ctx, "catalogue.manage", async (tx) => {
    const last = await tx.offreExterne.aggregate({ _max: { rang: true } })
    const { id } = await tx.offreExterne.create({ data: { ...offre, rang: (last._max.rang ?? -1) + 1 } })
    await tx.journal("offre-externe.ajoutee", { objet: `offre_externe/${id}`, apres: offre })
    return ok({ id })
  })

export const updateOffre = (ctx: AgentContext, { offre: id, ...offre }: OffreChangeInput): Answer =>
  write(ctx, "catalogue.manage", async (tx) => {
    const before = await tx.offreExterne.findUnique({ where: { id } })
    if (!before) return refuse("offre-inconnue")
    await tx.offreExterne.update({ where: { id }, data: offre })
    await tx.journal("offre-externe.modifiee", { objet: `offre_externe/${id}`, avant: before, apres: offre })
    return ok({ id })
  })

/** Nobody subscribes it here: it leaves the page, and the journal keeps what it said. */
export const removeOffre = (ctx: AgentContext, { offre: id }: OffreRetireInput): Answer =>
  write(ctx, "catalogue.manage", async (tx) => {
    const before = await tx.offreExterne.findUnique({ where: { id } })
    if (!before) return refuse("offre-inconnue")
    await tx.offreExterne.delete({ where: { id } })
    await tx.journal("offre-externe.retiree", { objet: `offre_externe/${id}`, avant: before })
    return ok({ id })
  })
