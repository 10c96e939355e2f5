import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { quoteDeliberation } from "@/lib/deliberations/commands.ts"
import { priceOf } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { ImpactEtatInput, ImpactInput } from "../schema.ts"
import { type CatalogueRefusal, IMPACT_LABELS, IMPACT_TRANSITIONS, type ImpactEtat, isImpactDecided } from "../types.ts"

type Answer = Promise<Result<{ slug: string }, CatalogueRefusal>>

/** What a service would cost and bring: written while it is prepared, never once it was decided on. */
export const writeImpact = (
  ctx: AgentContext,
  { service: slug, montantInitial, montantAnnuel, ...input }: ImpactInput,
): Answer =>
  write(ctx, "catalogue.manage", async (tx) => {
    await tx.$queryRaw`select 1 from service where slug = ${slug} for update`
    const service = await tx.service.findUnique({ where: { slug }, select: { id: true, impact: true } })
    if (!service) return refuse("service-inconnu")
    const etat = service.impact?.etat ?? "preparation"
    if (etat !== "preparation") return refuse("impact-decide", { etat: IMPACT_LABELS[etat] })
    const data = {
      ...{ ...input, montantInitial: priceOf(1, montantInitial), montantAnnuel: priceOf(1, montantAnnuel) },
      majLe: new Date(),
    }
    await tx.ficheImpact.upsert({
      where: { serviceId: service.id },
      create: { ...data, serviceId: service.id },
      update: data,
    })
    await tx.journal("impact.ecrit", { objet: `service/${slug}`, apres: { ...input, montantInitial, montantAnnuel } })
    return ok({ slug })
  })

export const changeImpactEtat = (ctx: AgentContext, { service: slug, etat, deliberation }: ImpactEtatInput): Answer =>
  write(ctx, "catalogue.manage", async (tx) => {
    await tx.$queryRaw`select 1 from service where slug = ${slug} for update`
    const row = await tx.ficheImpact.findFirst({ where: { service: { slug } } })
    if (!row) return refuse("impact-absent")
    const allowed: readonly ImpactEtat[] = IMPACT_TRANSITIONS[row.etat]
    if (!allowed.includes(etat)) return refuse("impact-decide", { etat: IMPACT_LABELS[row.etat] })
    // Decided by an act, or not yet: what goes back to preparation leaves the one it had.
    const deliberationId = isImpactDecided(etat) ? deliberation : null
    if (deliberationId !== null && !(await quoteDeliberation(tx, deliberationId)))
      return refuse("deliberation-inconnue")
    await tx.ficheImpact.update({
      where: { serviceId: row.serviceId },
      data: { etat, deliberationId, majLe: new Date() },
    })
    await tx.journal("impact.etat", {
      ...{ objet: `service/${slug}`, avant: { etat: row.etat }, apres: { etat, deliberationId } },
    })
    return ok({ slug })
  })
