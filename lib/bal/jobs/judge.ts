import { type ChildProcess, spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import type { Contour } from "../types.ts"
import type { Etrangere, ReportRequest } from "./report.ts"
import type { ParseError } from "./validator.ts"

export type JudgeRequest = {
  /** Where the file is, and where the answer goes: both are too large for a message. */
  fichier: string
  sortie: string
  profil?: string
  /** Whether the validator may ask the national platform. */
  controleBan: boolean
  contours: readonly (readonly [string, Contour])[]
  /** A report by commune and street; without it, the verdict alone. */
  rapport?: ReportRequest
}

export type JudgeAnswer =
  | { ok: true; valide: boolean }
  | { ok: false; refus: "illisible"; message: string; parseErrors: readonly ParseError[] }
  | { ok: false; refus: "sans-ligne" }
  | { ok: false; refus: "autres-communes"; etrangeres: readonly Etrangere[] }

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
export const judge = (request: JudgeRequest, heapMb = HEAP_MB): Promise<JudgeAnswer> => ask(start(heapMb), request)

export type Judge = { judge(request: JudgeRequest): Promise<JudgeAnswer>; close(): void }

/** Keeps one process ready, so that a small file does not wait for the validator to load; each serves one file. */
export function openJudge(): Judge {
  let ready: ChildProcess | null = start(HEAP_MB)
  return {
    judge(request) {
      const child = ready && ready.exitCode === null && ready.connected ? ready : start(HEAP_MB)
      ready = null
      return ask(child, request).finally(() => {
        ready = start(HEAP_MB)
      })
    },
    close() {
      ready?.kill("SIGKILL")
    },
  }
}

const start = (heapMb: number): ChildProcess =>
  spawn(process.execPath, [`--max-old-space-size=${heapMb}`, CHILD], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    // Neither the loaders nor the secrets of who starts it.
    env: harmless(process.env),
  })

function ask(child: ChildProcess, request: JudgeRequest): Promise<JudgeAnswer> {
  return new Promise((resolve, reject) => {
    const said: string[] = []
    let answer: JudgeAnswer | null = null
    const limit = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS)
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
    child.send(request, (error) => (error ? reject(error) : undefined))
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
