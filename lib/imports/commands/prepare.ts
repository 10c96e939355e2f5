import { createHash } from "node:crypto"
import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { findOperateurFile } from "@/lib/operateur/queries.ts"
import { today } from "@/lib/platform/dates.ts"
import { ok, type Result } from "@/lib/platform/result.ts"
import { findContours } from "../queries/contours.ts"
import { findLiens, findPopulations, findRegister } from "../queries/snapshots.ts"
import { cleanCell } from "../rules/cells.ts"
import { compareContours } from "../rules/contours.ts"
import { type RawRow, readFile } from "../rules/file.ts"
import { compareMembres } from "../rules/membres.ts"
import { comparePopulations } from "../rules/populations.ts"
import { compareRattachements } from "../rules/rattachements.ts"
import type { PrepareImport } from "../schema.ts"
import type { FileRefusal, LigneComparee, Parametres } from "../types.ts"

/** 50 000 rows take some seconds; the ordinary limit of a transaction is for pages. */
export const IMPORT_TIMEOUT_MS = 120_000
const CHUNK = 5000

/** Reads the file, compares it with the database, keeps both sides. Nothing else changes. */
export async function prepareImport(
  ctx: AgentContext,
  input: PrepareImport,
): Promise<Result<{ importId: string }, FileRefusal>> {
  const bytes = new Uint8Array(await input.fichier.arrayBuffer())
  const population = input.genre === "populations" ? { genre: input.population, millesime: input.millesime } : undefined
  const parsed = readFile(bytes, input.genre, population?.genre)
  if (!parsed.ok) return parsed
  const { rows, ...file } = parsed.value
  const parametres: Parametres = { ...file, population }
  return write(
    ctx,
    "imports.manage",
    async (tx) => {
      const lignes = await compare(tx, ctx, input, rows)
      const bilan = countBy(lignes)
      const { id } = await tx.import.create({
        data: {
          genre: input.genre,
          fichierNom: cleanCell(input.fichier.name.replace(/[<>]/g, "")).slice(0, 120) || "fichier.csv",
          empreinte: createHash("sha256").update(bytes).digest("hex"),
          creeParId: ctx.who.personneId,
          parametres,
          bilan,
        },
        select: { id: true },
      })
      await storeLines(tx, id, lignes)
      await tx.journal("import.previewed", { objet: `import/${id}`, apres: { genre: input.genre, ...bilan } })
      return ok({ importId: id })
    },
    { timeoutMs: IMPORT_TIMEOUT_MS },
  )
}

async function compare(
  tx: WriteTx,
  ctx: AgentContext,
  input: PrepareImport,
  rows: readonly RawRow[],
): Promise<LigneComparee[]> {
  const { departement } = await findOperateurFile(tx)
  switch (input.genre) {
    case "membres":
      return compareMembres(rows, await findRegister(tx, rows), { departement, today: today() })
    case "populations":
      return comparePopulations(rows, await findPopulations(tx, rows, input.population, input.millesime), departement)
    case "contours":
      return compareContours(rows, await findContours(tx, rows), departement)
    case "rattachements":
      return compareRattachements(rows, await findLiens(tx, rows), ctx.who.courriel)
  }
}

function countBy(lignes: readonly LigneComparee[]): Record<string, number> {
  const bilan: Record<string, number> = { lignes: lignes.length, a_verifier: 0 }
  for (const { verdict, alerte } of lignes) {
    bilan[verdict] = (bilan[verdict] ?? 0) + 1
    if (alerte !== null) bilan.a_verifier = (bilan.a_verifier ?? 0) + 1
  }
  return bilan
}

async function storeLines(tx: WriteTx, importId: string, lignes: readonly LigneComparee[]): Promise<void> {
  for (let from = 0; from < lignes.length; from += CHUNK) {
    await tx.$executeRaw`
      insert into import_ligne ("importId", ligne, verdict, "concerneId", donnees, differences, erreurs, alerte)
      select ${importId}::uuid, x.* from jsonb_to_recordset(${JSON.stringify(lignes.slice(from, from + CHUNK))}::jsonb)
        as x (ligne int, verdict text, "concerneId" uuid, donnees jsonb, differences jsonb, erreurs jsonb, alerte text)`
  }
}
