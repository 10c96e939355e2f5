import { type ChildProcess, spawn } from "node:child_process"
import { statSync } from "node:fs"
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
export async function judge(request: JudgeRequest, heapMb = HEAP_MB): Promise<JudgeAnswer> {
  const child = start(heapMb)
  return ask(child, request).finally(() => child.kill())
}

export type Judge = { judge(request: JudgeRequest): Promise<JudgeAnswer>; close(): void }

/** A process that served a large file, or many, is let go: its memory has grown. */
const SMALL_BYTES = 2 * 1024 * 1024
const MOST_FILES = 50

/** Keeps one process ready: a small file does not wait for the validator to load, which takes ten times longer than to judge it. */
export function openJudge(): Judge {
  let ready: ChildProcess | null = start(HEAP_MB)
  let served = 0
  const renew = (child: ChildProcess | null) => {
    child?.kill()
    served = 0
    ready ??= start(HEAP_MB)
  }
  return {
    async judge(request) {
      const child = ready && ready.exitCode === null && ready.connected ? ready : start(HEAP_MB)
      ready = null
      try {
        const answer = await ask(child, request)
        served += 1
        if (ready || served >= MOST_FILES || statSync(request.fichier).size > SMALL_BYTES) renew(child)
        else ready = child
        return answer
      } catch (error) {
        renew(child)
        throw error
      }
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
  return new Promise<JudgeAnswer>((resolve, reject) => {
    const said: string[] = []
    const limit = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS)
    const settle = (done: () => void) => {
      clearTimeout(limit)
      for (const event of ["message", "error", "exit"]) child.removeAllListeners(event)
      child.stderr?.removeAllListeners("data")
      done()
    }
    child.stderr?.on("data", (chunk: Buffer) => said.push(String(chunk)))
    child.once("message", (answer: JudgeAnswer) => settle(() => resolve(answer)))
    child.once("error", (error) => settle(() => reject(error)))
    child.once("exit", (code, signal) => settle(() => reject(stopped(signal ?? String(code), said.join("")))))
    child.send(request, (error) => (error ? settle(() => reject(error)) : undefined))
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
