import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { ConfirmLines, ImportInput } from "../schema.ts"
import type { ImportEtat, ImportGenre, ImportRefusal } from "../types.ts"

type Answer = Promise<Result<{ importId: string }, ImportRefusal>>

export type LockedImport = {
  id: string
  genre: ImportGenre
  fichierNom: string
  parametres: unknown
  bilan: Record<string, number>
}

/** Held until the transaction ends, so that of two acts on one import the second sees what the first did. */
export async function lockPreview(tx: WriteTx, importId: string): Promise<Result<LockedImport, ImportRefusal>> {
  const [row] = await tx.$queryRaw<(LockedImport & { etat: ImportEtat })[]>`
    select id, genre::text, etat::text, "fichierNom", parametres, bilan from import where id = ${importId}::uuid for update`
  if (!row) return refuse("import-introuvable")
  if (row.etat === "applique") return refuse("deja-applique")
  return row.etat === "abandonne" ? refuse("deja-abandonne") : ok(row)
}

/** The boxes of one page: those ticked are confirmed, the others are not. */
export const confirmLines = (ctx: AgentContext, input: ConfirmLines): Answer =>
  write(ctx, "imports.manage", async (tx) => {
    const locked = await lockPreview(tx, input.import)
    if (!locked.ok) return locked
    await tx.$executeRaw`
      update import_ligne set confirmee = ligne = any (${input.confirmees})
      where "importId" = ${input.import}::uuid and ligne = any (${input.lignes}) and alerte is not null`
    await tx.journal("import.checked", { objet: `import/${input.import}`, apres: { confirmees: input.confirmees } })
    return ok({ importId: input.import })
  })

/** Somebody looked at all of them, and says so. */
export const confirmAll = (ctx: AgentContext, input: ImportInput): Answer =>
  write(ctx, "imports.manage", async (tx) => {
    const locked = await lockPreview(tx, input.import)
    if (!locked.ok) return locked
    const confirmees = await tx.$executeRaw`
      update import_ligne set confirmee = true where "importId" = ${input.import}::uuid and alerte is not null`
    await tx.journal("import.checked", { objet: `import/${input.import}`, apres: { toutes: confirmees } })
    return ok({ importId: input.import })
  })

/** The rows go: they hold addresses of people, and nobody needs them any more. The import itself stays in the list. */
export const abandonImport = (ctx: AgentContext, input: ImportInput): Answer =>
  write(ctx, "imports.manage", async (tx) => {
    const locked = await lockPreview(tx, input.import)
    if (!locked.ok) return locked
    await tx.$executeRaw`delete from import_ligne where "importId" = ${input.import}::uuid`
    await tx.$executeRaw`update import set etat = 'abandonne' where id = ${input.import}::uuid`
    await tx.journal("import.abandoned", { objet: `import/${input.import}` })
    return ok({ importId: input.import })
  })
