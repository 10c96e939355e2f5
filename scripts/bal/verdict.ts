import { randomUUID } from "node:crypto"
import { readFileSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { verdictOf } from "../../lib/bal/jobs/analyse.ts"
import { JudgeStopped, judge } from "../../lib/bal/jobs/judge.ts"

/** More than a deposit may weigh: a file of a whole département can be compared. */
const MAX_MO = 256
export const COMMAND_HEAP_MB = 6144

export type Verdict = ReturnType<typeof verdictOf>

/** A file that cannot be read has its reason, in words, and the places where reading stumbled. */
export type Jugement =
  | { lisible: true; verdict: Verdict }
  | { lisible: false; message: string; erreurs: { code: string; ligne: number | null; gravite: "E" }[] }

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/Non-text file/, "ce n'est pas un fichier texte (archive, classeur, image…) : enregistrez-le en CSV UTF-8"],
  [
    /Encoding currently not supported|Unable to detect encoding/,
    "son encodage n'est pas reconnu : enregistrez-le en UTF-8",
  ],
  [/cannot be told apart/, "ses lignes et ses colonnes ne se distinguent pas : guillemets ou nombre de cellules"],
]

export async function judgeFile(file: string, options: { profil?: string; controleBan: boolean }): Promise<Jugement> {
  const refused = checkFile(file)
  if (refused) return unreadable(refused, "portail.fichier.illisible")
  const sortie = join(tmpdir(), `bal-${randomUUID()}.json`)
  try {
    const answer = await judge({ fichier: file, sortie, contours: [], ...options }, COMMAND_HEAP_MB)
    if (answer.ok) return { lisible: true, verdict: JSON.parse(readFileSync(sortie, "utf8")) }
    if (answer.refus !== "illisible") throw new Error(`a verdict without a depositor refuses nothing: ${answer.refus}`)
    const reason = REASONS.find(([pattern]) => pattern.test(answer.message))?.[1] ?? answer.message
    return {
      ...unreadable(reason, "portail.fichier.illisible"),
      erreurs: [
        { code: "portail.fichier.illisible", ligne: null, gravite: "E" },
        ...answer.parseErrors.map(({ code, row }) => ({
          code: `portail.lecture.${code}`,
          // Counted in records: without columns that hold, no line can be more exact.
          ligne: row === undefined ? null : row + 2,
          gravite: "E" as const,
        })),
      ],
    }
  } catch (error) {
    if (error instanceof JudgeStopped && error.spent)
      return unreadable("sa lecture demande trop de mémoire ou de temps", "portail.fichier.trop_lourd")
    throw error
  } finally {
    rmSync(sortie, { force: true })
  }
}

const unreadable = (message: string, code: string) => ({
  lisible: false as const,
  message,
  erreurs: [{ code, ligne: null, gravite: "E" as const }],
})

function checkFile(file: string): string | null {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat) return "il n'existe pas"
  if (!stat.isFile()) return "ce n'est pas un fichier"
  if (stat.size === 0) return "il est vide"
  const mo = Math.round(stat.size / 1024 / 1024)
  return mo > MAX_MO ? `il pèse ${mo} Mo ; la limite est de ${MAX_MO} Mo` : null
}
