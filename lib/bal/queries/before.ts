import type { Tx } from "@/lib/access/door.ts"
import { asJson } from "@/lib/platform/json.ts"
import type { Exception, LigneVoie } from "../rules/rapport.ts"
import type { Contour } from "../types.ts"
import type { CommuneBal } from "./communes.ts"

/** What the analysis of a file needs to know of its communes. */
export async function listContours(tx: Tx, communes: readonly CommuneBal[]): Promise<[string, Contour][]> {
  const rows = await tx.balCommune.findMany({
    where: { concerneId: { in: communes.map(({ id }) => id) } },
    select: { concerneId: true, contour: true },
  })
  const code = new Map(communes.map(({ id, codeInsee }) => [id, codeInsee]))
  return rows.flatMap(({ concerneId, contour }): [string, Contour][] =>
    contour === null ? [] : [[code.get(concerneId) ?? "", asJson<Contour>(contour)]],
  )
}

export async function listActiveExceptions(
  tx: Tx,
  collectiviteId: string,
  communes: readonly CommuneBal[],
): Promise<Record<string, Exception[]>> {
  const rows = await tx.balException.findMany({
    where: { collectiviteId, leveeLe: null },
    select: { communeId: true, code: true, cible: true },
  })
  return Object.fromEntries(
    communes.map(({ id, codeInsee }) => [codeInsee, rows.filter(({ communeId }) => communeId === id)]),
  )
}

type Stored = { nom: string | null; deleguee: string | null; lignes: LigneVoie[] }
const CHUNK = 200

/** The streets of the versions in use, some at a time: a large commune is never whole in memory. */
export async function* currentVoies(
  tx: Tx,
  collectiviteId: string,
  communes: readonly CommuneBal[],
): AsyncGenerator<{ insee: string; voies: Stored[] }> {
  for (const { id, codeInsee } of communes) {
    const version = await tx.balVersion.findFirst({
      where: { collectiviteId, communeId: id, courante: true },
      select: { id: true },
    })
    if (!version) continue
    for (let from = 0; ; from += CHUNK) {
      const rows = await tx.balVoie.findMany({
        where: { collectiviteId, versionId: version.id, rang: { gte: from, lt: from + CHUNK } },
        select: { nom: true, deleguee: true, lignes: true },
        orderBy: { rang: "asc" },
      })
      yield { insee: codeInsee, voies: rows.map((row) => ({ ...row, lignes: asJson<LigneVoie[]>(row.lignes) })) }
      if (rows.length < CHUNK) break
    }
  }
}
