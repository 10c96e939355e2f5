import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import type { Contour } from "../types.ts"
import type { ParseError } from "./validator.ts"

export type JudgeRequest = {
  /** Where the file is, and where the answer goes: both are too large for a message. */
  fichier: string
  sortie: string
  profil?: string
  /** Whether the validator may ask the national platform. */
  controleBan: boolean
  contours: readonly (readonly [string, Contour])[]
}

export type JudgeAnswer =
  | { ok: true; valide: boolean }
  | { ok: false; message: string; parseErrors: readonly ParseError[] }

/** The process ended without an answer. */
export class JudgeStopped extends Error {
  /** It spent its memory or its time: the file's doing, not a fault of ours. */
  readonly spent: boolean

  constructor(message: string, spent: boolean) {
    super(message)
    this.spent = spent
  }
}

const CHILD = fileURLToPath(new URL("./child.ts", import.meta.url))
/** The validator takes 482 MB for 100 000 rows; the largest file that is taken has three times as many. */
const HEAP_MB = 3072
const LIMIT_MS = 10 * 60_000

/** The validator in a process of its own: its memory goes with it, and a file that kills it kills nothing else. */
export function judge(request: JudgeRequest, heapMb = HEAP_MB, limitMs = LIMIT_MS): Promise<JudgeAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, CHILD], {
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      // Neither the loaders nor the secrets of who starts it.
      env: harmless(process.env),
    })
    const said: string[] = []
    let answer: JudgeAnswer | null = null
    const limit = setTimeout(() => child.kill("SIGKILL"), limitMs)
    child.stderr?.on("data", (chunk: Buffer) => said.push(String(chunk)))
    child.once("message", (message: JudgeAnswer) => {
      answer = message
    })
    child.once("error", reject)
    child.once("exit", (code, signal) => {
      clearTimeout(limit)
      if (answer) resolve(answer)
      else reject(stopped(signal ?? String(code), said.join("")))
    })
    child.send(request)
  })
}

const stopped = (how: string, said: string): JudgeStopped =>
  new JudgeStopped(
    `the validator stopped (${how}): ${said.slice(-2000)}`,
    how === "SIGKILL" || how === "SIGABRT" || /heap out of memory/.test(said),
  )

function harmless({ PATH, TZ, NODE_ENV }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...(PATH ? { PATH } : {}), ...(TZ ? { TZ } : {}), NODE_ENV }
}
