import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { ImportInput } from "../schema.ts"
import type { ImportGenre, ImportRefusal, Parametres } from "../types.ts"
import { applyContours } from "./apply-contours.ts"
import { applyMembres } from "./apply-membres.ts"
import { applyPopulations } from "./apply-populations.ts"
import { applyRattachements } from "./apply-rattachements.ts"
import { type LockedImport, lockPreview } from "./confirm.ts"
import { IMPORT_TIMEOUT_MS } from "./prepare.ts"

type Applied = { importId: string; appliquees: number }

/** Marks as `perimee` the rows whose "before" is no longer true, then makes the change of the others. */
const APPLY: Record<ImportGenre, (tx: WriteTx, locked: LockedImport) => Promise<void>> = {
  membres: applyMembres,
  populations: (tx, locked) => applyPopulations(tx, locked.id, populationOf(locked)),
  rattachements: applyRattachements,
  contours: (tx, { id }) => applyContours(tx, id),
}

/** The second act: one transaction, only the rows that still say the truth; done once, whoever asks again. */
export const applyImport = (ctx: AgentContext, input: ImportInput): Promise<Result<Applied, ImportRefusal>> =>
  write(
    ctx,
    "imports.manage",
    async (tx) => {
      const locked = await lockPreview(tx, input.import)
      if (!locked.ok) return locked
      const { id, genre, bilan } = locked.value
      if ((await setAside(tx, id)) === 0) return refuse("rien-a-appliquer")
      await APPLY[genre](tx, locked.value)
      await tx.$executeRaw`
        update import_ligne set issue = 'appliquee'
        where "importId" = ${id}::uuid and verdict in ('nouveau', 'modifie') and issue is null`
      const issues = await countIssues(tx, id)
      await traceLines(tx, ctx, id, genre)
      await tx.import.update({
        where: { id },
        data: {
          etat: "applique",
          appliqueLe: new Date(),
          appliqueParId: ctx.who.personneId,
          bilan: { ...bilan, ...issues },
        },
      })
      await tx.journal("import.applied", { objet: `import/${id}`, apres: { genre, ...issues } })
      return ok({ importId: id, appliquees: issues.appliquee ?? 0 })
    },
    { timeoutMs: IMPORT_TIMEOUT_MS },
  )

/** How many rows are left to apply once those that nobody confirmed are set aside. */
async function setAside(tx: WriteTx, importId: string): Promise<number> {
  await tx.$executeRaw`
    update import_ligne set issue = 'non_confirmee'
    where "importId" = ${importId}::uuid and verdict in ('nouveau', 'modifie') and alerte is not null and not confirmee`
  return tx.importLigne.count({ where: { importId, verdict: { in: ["nouveau", "modifie"] }, issue: null } })
}

async function countIssues(tx: WriteTx, importId: string): Promise<Record<string, number>> {
  const rows = await tx.$queryRaw<{ issue: string; count: number }[]>`
    select issue, count(*)::int as count from import_ligne where "importId" = ${importId}::uuid and issue is not null group by issue`
  return Object.fromEntries(rows.map(({ issue, count }) => [issue, count]))
}

const TRACES: Record<ImportGenre, string> = {
  membres: "fiche.imported",
  populations: "population.imported",
  rattachements: "rattachement.imported",
  contours: "commune.imported",
}

/** One trace a collectivité, before and after, as if each had been changed by hand. */
async function traceLines(tx: WriteTx, ctx: AgentContext, importId: string, genre: ImportGenre): Promise<void> {
  await tx.$executeRaw`
    insert into journal (contexte, "personneId", "concerneId", evenement, objet, avant, apres)
    select 'agent', ${ctx.who.personneId}::uuid, l."concerneId", ${TRACES[genre]}, ${`import/${importId}`}, d.avant, d.apres
    from import_ligne l, lateral (
      select jsonb_object_agg(x.champ, x.avant) as avant, jsonb_object_agg(x.champ, x.apres) as apres
      from jsonb_to_recordset(l.differences) as x (champ text, avant text, apres text)
    ) d
    where l."importId" = ${importId}::uuid and l.issue = 'appliquee'`
}

function populationOf({ parametres }: LockedImport): NonNullable<Parametres["population"]> {
  const { population } = parametres as Parametres
  if (!population) throw new Error("an import of populations without its kind and millésime")
  return population
}
