import { createHash } from "node:crypto"
import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findPublies, findVersion } from "../queries/versions.ts"
import { compareVersions, type ServicePublie } from "../rules/versions.ts"
import type { PublishInput } from "../schema.ts"
import type { CatalogueRefusal } from "../types.ts"

/** Freezes the catalogue as it stands: what is signed from that day on annexes this version. */
export const publishVersion = (
  ctx: AgentContext,
  { depuis, libelle, note }: PublishInput,
): Promise<Result<{ numero: number }, CatalogueRefusal>> =>
  write(ctx, "catalogue.publish", async (tx) => {
    // Two people publishing at once: the second compares with what the first has published.
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('portail.catalogue-version'))::text`
    const last = await tx.catalogueVersion.findFirst({ orderBy: { numero: "desc" } })
    if (last && toDatabase(depuis) <= last.depuis)
      return refuse("version-anterieure", { depuis: formatDay(fromDatabase(last.depuis)) })
    const services = await findPublies(tx, depuis)
    const before = last ? ((await findVersion(tx, last.numero))?.services ?? []) : []
    if (last && compareVersions(before, services).length === 0) return refuse("version-identique")

    const numero = (last?.numero ?? 0) + 1
    const { id } = await tx.catalogueVersion.create({
      data: {
        ...{ numero, libelle, note, empreinte: empreinteOf(services), publieeParId: ctx.who.personneId },
        depuis: toDatabase(depuis),
      },
      select: { id: true },
    })
    await tx.catalogueVersionService.createMany({
      data: services.map((service, rang) => ({
        ...{ versionId: id, rang, slug: service.slug, nom: service.nom, pilier: service.pilier, contenu: service },
      })),
    })
    await tx.catalogueVersion.update({ where: { id }, data: { etat: "publiee" } })
    await tx.journal("catalogue.version-publiee", {
      objet: `catalogue/${numero}`,
      apres: { numero, depuis, services: services.length },
    })
    return ok({ numero })
  })

/** The same services in the same order have the same: what a signed annex is checked against. */
export const empreinteOf = (services: readonly ServicePublie[]): string =>
  createHash("sha256").update(JSON.stringify(services)).digest("hex")
