import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { dependsOnPopulation } from "../rules/grille.ts"
import { checkReconduction } from "../rules/reconduction.ts"
import type { ConditionsInput } from "../schema.ts"
import type { CatalogueRefusal } from "../types.ts"
import { lockService } from "./services.ts"

/** For whom a service is, what it needs first, how many it serves, whose contract is behind it. */
export const updateConditions = (
  ctx: AgentContext,
  { service: slug, version, prerequis, marche, ...input }: ConditionsInput,
): Promise<Result<{ slug: string }, CatalogueRefusal>> =>
  write(ctx, "catalogue.manage", async (tx) => {
    const before = await lockService(tx, slug)
    if (!before) return refuse("service-inconnu")
    if (before.version !== version) return refuse("service-modifie")
    if ((input.populationMin ?? 0) > (input.populationMax ?? Number.POSITIVE_INFINITY))
      return refuse("population-inversee")
    if (marche !== "" && (await tx.marche.count({ where: { id: marche } })) === 0) return refuse("marche-inconnu")
    const lasting = checkReconduction(input)
    if (!lasting.ok) return lasting
    if (input.parPoste && before.tarifs.some((tarif) => tarif.assiette !== "unite" || dependsOnPopulation(tarif)))
      return refuse("grille-par-poste")
    const required = await tx.service.findMany({
      where: { slug: { in: prerequis } },
      select: { id: true, nom: true, prerequis: { select: { requisId: true } } },
    })
    if (required.length < prerequis.length) return refuse("prerequis-inconnu")
    const circle = required.find(
      ({ id, prerequis: theirs }) => id === before.id || theirs.some(({ requisId }) => requisId === before.id),
    )
    if (circle) return refuse("prerequis-circulaire", { nom: circle.nom })

    await tx.service.update({ where: { slug }, data: { ...input, marcheId: marche || null, majLe: new Date() } })
    await replacePrerequis(
      tx,
      before.id,
      required.map(({ id }) => id),
    )
    await tx.journal("service.conditions", {
      objet: `service/${slug}`,
      apres: { ...input, prerequis, marche: marche || null },
    })
    return ok({ slug })
  })

async function replacePrerequis(tx: WriteTx, serviceId: string, requisIds: readonly string[]) {
  await tx.servicePrerequis.deleteMany({ where: { serviceId } })
  await tx.servicePrerequis.createMany({ data: requisIds.map((requisId) => ({ serviceId, requisId })) })
}
