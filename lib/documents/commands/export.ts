import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { ARCHIVE_MAX, type ArchiveItem, listArchiveItems } from "../queries/archive.ts"
import { listRegles, type RegleConservation } from "../queries/file.ts"
import type { DocumentsFilter } from "../schema.ts"

export type Export = {
  collectivite: { nom: string; siren: string | null; publicId: string }
  operateur: { nom: string; siren: string | null }
  items: ArchiveItem[]
  regles: RegleConservation[]
}

/** Staff take documents of a member out of the portal: journaled, with the filter and the count. */
export const exportDocuments = (
  ctx: AgentContext,
  publicId: string,
  filter: DocumentsFilter,
  versions: "derniere" | "toutes",
  max = ARCHIVE_MAX,
): Promise<Result<Export, "inconnue" | "trop">> =>
  write(ctx, "collectivites.consult", async (tx) => {
    const collectivite = await tx.collectivite.findUnique({
      where: { publicId },
      select: { id: true, nom: true, siren: true, publicId: true },
    })
    if (!collectivite) return refuse("inconnue")
    const operateur = await tx.operateur.findFirstOrThrow({ select: { nom: true, siren: true } })
    const items = await listArchiveItems(tx, collectivite.id, filter, versions, max)
    if (items.length > max) return refuse("trop")
    await tx.journal("documents.exported", {
      concerneId: collectivite.id,
      objet: `collectivite/${publicId}`,
      apres: { ...filter, versions, documents: items.length },
    })
    return ok({ collectivite, operateur, items, regles: await listRegles(tx) })
  })
