import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { citeDeliberation } from "@/lib/deliberations/commands.ts"
import { toDatabase } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { dependsOnPopulation } from "../rules/grille.ts"
import { checkTarifStart } from "../rules.ts"
import type { TarifInput } from "../schema/tarif.ts"
import type { CatalogueRefusal, CategorieTva } from "../types.ts"
import { lockService } from "./services.ts"

/** A new price from a date: the former of the same unit ends that day, and stays with what was asked for under it. */
export const startTarif = (ctx: AgentContext, input: TarifInput): Promise<Result<{ slug: string }, CatalogueRefusal>> =>
  write(ctx, "catalogue.manage", (tx) => startTarifIn(tx, input))

/** As the form says it, its rate following its category: the form and the row that a vote continues both hold it. */
export type NewTarif = Omit<TarifInput, "categorieTva"> & { categorieTva: CategorieTva }

/** The same, inside the transaction of a vote that decides it. */
export async function startTarifIn(
  tx: WriteTx,
  { service: slug, depuis, deliberation, ...price }: NewTarif,
): Promise<Result<{ slug: string }, CatalogueRefusal>> {
  const service = await lockService(tx, slug)
  if (!service) return refuse("service-inconnu")
  const last = service.tarifs.find(({ unite, genre }) => unite === price.unite && genre === price.genre)
  const start = checkTarifStart(service.mode, last?.depuis ?? null, depuis)
  if (!start.ok) return start
  if (service.parPoste && (price.assiette !== "unite" || dependsOnPopulation(price))) return refuse("grille-par-poste")
  const cited = await citeDeliberation(tx, { deliberation, depuis })
  if (!cited.ok) return cited

  if (last && (last.jusqua === null || last.jusqua > depuis))
    await tx.tarif.update({ where: { id: last.id }, data: { jusqua: toDatabase(depuis) } })
  await tx.tarif.create({
    data: {
      ...{ ...price, ...cited.value, bandes: price.bandes ?? undefined },
      ...{ serviceId: service.id, depuis: toDatabase(depuis) },
    },
  })
  await tx.journal("tarif.started", {
    objet: `service/${slug}`,
    ...(last ? { avant: { prixUnitaire: last.prixUnitaire, unite: last.unite, depuis: last.depuis } } : {}),
    apres: {
      ...{ ...price, ...cited.value, depuis },
      minimum: price.minimum?.toString() ?? null,
      maximum: price.maximum?.toString() ?? null,
    },
  })
  return ok({ slug })
}
