import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findDossier } from "../queries/dossier.ts"
import { checkIdentifiers } from "../rules.ts"
import type { FicheInput } from "../schema.ts"
import type { CollectiviteRefusal } from "../types.ts"

/** Staff complete what the register does not say; what was there before stays in the journal. */
export const completeFiche = (
  ctx: AgentContext,
  input: FicheInput,
): Promise<Result<{ publicId: string }, CollectiviteRefusal>> =>
  write(ctx, "collectivites.edit", async (tx) => {
    const { collectivite: publicId, version, siren, ...fiche } = input
    const file = await findDossier(tx, publicId)
    if (!file) return refuse("collectivite-inconnue")
    // Two forms sent together queue here, and the second reads what the first has written.
    await tx.$queryRaw`select 1 from collectivite where id = ${file.id}::uuid for update`
    // A member writes only this row, and may not lock the register's.
    await tx.$queryRaw`select 1 from fiche where "collectiviteId" = ${file.id}::uuid for update`
    const present = await findDossier(tx, publicId)
    if (present?.version !== version) return refuse("fiche-modifiee")

    const identifiers = checkIdentifiers(file.siren, { siren, siret: fiche.siret })
    if (!identifiers.ok) return identifiers
    const taken = await takenSiren(tx, file.id, identifiers.value.siren)
    if (taken) return refuse("siren-pris", { nom: taken })

    if (identifiers.value.siren !== file.siren)
      await tx.collectivite.update({ where: { id: file.id }, data: { siren: identifiers.value.siren } })
    await tx.fiche.upsert({
      where: { collectiviteId: file.id },
      create: { collectiviteId: file.id, ...fiche },
      update: { ...fiche, majLe: new Date() },
    })
    await tx.journal("fiche.completed", {
      concerneId: file.id,
      objet: `collectivite/${file.publicId}`,
      avant: { siren: file.siren, ...file.fiche },
      apres: { siren: identifiers.value.siren, ...fiche },
    })
    return ok({ publicId })
  })

async function takenSiren(tx: WriteTx, id: string, siren: string | null): Promise<string | null> {
  if (siren === null) return null
  const other = await tx.collectivite.findUnique({ where: { siren }, select: { id: true, nom: true } })
  return other && other.id !== id ? other.nom : null
}
