import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { quoteDeliberation } from "@/lib/deliberations/commands.ts"
import { toDatabase } from "@/lib/platform/dates.ts"
import { fold, formatDay } from "@/lib/platform/format.ts"
import { priceOf } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { ChoisirInput, ExperimentationInput } from "../schema.ts"
import type { CatalogueRefusal } from "../types.ts"

type Answer = Promise<Result<{ slug: string }, CatalogueRefusal>>

/** What the assembly voted to try: for how much and until when. */
export const openExperimentation = (
  ctx: AgentContext,
  { service: slug, montant, deliberation, ...input }: ExperimentationInput,
): Answer =>
  write(ctx, "catalogue.manage", async (tx) => {
    const service = await tx.service.findUnique({ where: { slug }, select: { id: true } })
    if (!service) return refuse("service-inconnu")
    if (input.jusqua < input.depuis) return refuse("experimentation-inversee")
    const { depuis, jusqua, objet } = input
    const act = await quoteDeliberation(tx, deliberation)
    if (!act) return refuse("deliberation-inconnue")
    if (depuis < act.delibereLe) return refuse("experimentation-anterieure", { le: formatDay(act.delibereLe) })
    await tx.experimentation.create({
      data: {
        ...{ objet, serviceId: service.id, montant: priceOf(1, montant) },
        ...{ depuis: toDatabase(depuis), jusqua: toDatabase(jusqua), delibereLe: toDatabase(act.delibereLe) },
        ...{ deliberationId: deliberation, deliberation: act.reference },
      },
    })
    await tx.journal("experimentation.ouverte", {
      objet: `service/${slug}`,
      apres: { ...input, montant, deliberation },
    })
    return ok({ slug })
  })

/** A member chosen to try: only those chosen may ask for the service. */
export const chooseMember = (
  ctx: AgentContext,
  { service: slug, experimentation, collectivite }: ChoisirInput,
): Answer =>
  write(ctx, "catalogue.manage", async (tx) => {
    const row = await tx.experimentation.findFirst({ where: { id: experimentation, service: { slug } } })
    if (!row) return refuse("experimentation-inconnue")
    const found = await tx.collectivite.findMany({
      where: { OR: [{ publicId: collectivite }, { nomPlie: fold(collectivite) }] },
      select: { id: true },
      take: 2,
    })
    const [member] = found
    if (!member || found.length > 1) return refuse("collectivite-inconnue")
    const key = { collectiviteId: member.id, experimentationId: row.id }
    if ((await tx.experimentationMembre.count({ where: key })) > 0) return refuse("deja-choisie")
    await tx.experimentationMembre.create({ data: { ...key, choisiParId: ctx.who.personneId } })
    await tx.journal("experimentation.membre-choisi", { concerneId: member.id, objet: `service/${slug}` })
    return ok({ slug })
  })
