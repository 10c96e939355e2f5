import { readFileSync, writeFileSync } from "node:fs"
import { analyse, Illisible, verdictOf } from "./analyse.ts"
import type { JudgeAnswer, JudgeRequest } from "./judge.ts"
import { writeReport } from "./report.ts"
import { boundNetwork } from "./validator.ts"

/** What the process does with one file. */
export async function work(request: JudgeRequest): Promise<JudgeAnswer> {
  const { fichier, sortie, profil, controleBan, contours, rapport } = request
  const original = globalThis.fetch
  try {
    const network = boundNetwork(controleBan)
    const bytes = readFileSync(fichier)
    const done = await analyse(bytes, { profil, contours: new Map(contours), controleBan: network })
    if (rapport) {
      // Nothing to report on: the version in use must not give way to an empty one.
      if (done.report.rows.length === 0) return { ok: false, refus: "sans-ligne" }
      const etrangeres = writeReport(bytes, done, sortie, rapport)
      if (etrangeres.length > 0) return { ok: false, refus: "autres-communes", etrangeres }
    } else writeFileSync(sortie, JSON.stringify(verdictOf(done)))
    return { ok: true, valide: done.valide }
  } catch (error) {
    if (!(error instanceof Illisible)) throw error
    return { ok: false, refus: "illisible", message: error.message, parseErrors: [...error.parseErrors] }
  } finally {
    // The next file has its own time for the platform.
    globalThis.fetch = original
  }
}
