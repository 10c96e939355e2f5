import { readFileSync, writeFileSync } from "node:fs"
import { analyse, Illisible, verdictOf } from "./analyse.ts"
import type { JudgeAnswer, JudgeRequest } from "./judge.ts"
import { boundNetwork } from "./validator.ts"

// Node strips the types of this file and of all it imports, by relative paths: no loader, whoever starts it.

// The validator speaks of its failures on the console; what matters of them is in the answer.
for (const method of ["log", "info", "warn", "error", "debug"] as const) console[method] = () => {}

process.once("message", async (request: JudgeRequest) => {
  const answer = await judge(request)
  process.send?.(answer, () => process.disconnect())
})

async function judge({ fichier, sortie, profil, controleBan, contours }: JudgeRequest): Promise<JudgeAnswer> {
  try {
    const done = boundNetwork(controleBan)
    const bytes = readFileSync(fichier)
    const analysed = await analyse(bytes, { profil, contours: new Map(contours), controleBan: done })
    writeFileSync(sortie, JSON.stringify(verdictOf(analysed)))
    return { ok: true, valide: analysed.valide }
  } catch (error) {
    if (!(error instanceof Illisible)) throw error
    return { ok: false, message: error.message, parseErrors: [...error.parseErrors] }
  }
}
