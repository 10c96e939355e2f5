import type { JudgeRequest } from "./judge.ts"
import { loadCommunes, loadValidator } from "./validator.ts"
import { work } from "./work.ts"

// Node strips the types of this file and of all it imports, by relative paths: no loader, whoever starts it.

// The validator speaks of its failures on the console; what matters of them is in the answer.
for (const method of ["log", "info", "warn", "error", "debug"] as const) console[method] = () => {}

process.on("message", async (request: JudgeRequest) => {
  const answer = await work(request)
  process.send?.(answer)
})

// Loaded while nothing waits: a process that is ready answers at once.
loadValidator()
loadCommunes()
