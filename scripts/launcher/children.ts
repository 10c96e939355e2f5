import { type ChildProcess, spawn } from "node:child_process"
import { mkdirSync, openSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { type Environment, inherited } from "./environment.ts"
import { Failure } from "./failure.ts"
import { beforeEnd, end, isEnding } from "./lifecycle.ts"
import { root } from "./root.ts"

/** Without a folder for its log, a program speaks to the terminal. */
type Program = { name: string; args: string[]; env: Environment; logs: string | null }

/** Its heap in MB: past it, what is no longer needed goes; its threads and the validator have bounds of their own. */
const WORKER_HEAP = 512
export const WORKER = [`--max-old-space-size=${WORKER_HEAP}`, "--import", "tsx", join(root, "scripts/worker.ts")]

const LEASH = ["--import", join(root, "scripts/launcher/leash.mjs")]
const GRACE_MS = 10_000

/** A program that must live as long as the portal: if it stops by itself, everything stops with a line naming it. */
export function supervise({ name, args, env, logs }: Program): void {
  const log = logs && join(logs, `${name}.log`)
  const child = launch(args, env, log ? openLog(log) : "inherit")
  child.on("exit", (code, signal) => {
    if (isEnding()) return
    const why = log ? `${lastLine(log)} (journal : ${log})` : "voir ci-dessus"
    void end(1, `Le programme « ${name} » s'est arrêté (${signal ?? `code ${code}`}) : ${why}`)
  })
}

/** A program that has an end; its status is the answer. Killed past `limitMs`. */
export function runProgram(args: string[], env: Environment, options: { limitMs?: number; quiet?: boolean } = {}) {
  return new Promise<{ status: number; output: string }>((resolve) => {
    const child = launch(args, env, options.quiet ? "pipe" : "inherit")
    const said: string[] = []
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => said.push(String(chunk)))
    const limit = options.limitMs ? setTimeout(() => terminate(child), options.limitMs) : undefined
    child.on("close", (code) => {
      clearTimeout(limit)
      resolve({ status: code ?? 1, output: said.join("") })
    })
  })
}

function launch(args: string[], env: Environment, output: "inherit" | "pipe" | number): ChildProcess {
  const child = spawn(process.execPath, [...LEASH, ...args], {
    cwd: root,
    env: { ...inherited(), ...env, PORTAIL_LAUNCHER: String(process.pid) },
    stdio: ["ignore", output, output, "ipc"],
    // In a group of its own: a terminal's Ctrl-C reaches the launcher alone, which then stops everything in order.
    detached: true,
  })
  beforeEnd(() => terminate(child))
  return child
}

/** The same for a step that shows nothing unless it fails. */
export async function runQuietly(what: string, args: string[], env: Environment): Promise<void> {
  const { status, output } = await runProgram(args, env, { quiet: true })
  if (status === 0) return
  if (!isEnding()) process.stderr.write(`\n${output}\n`)
  throw new Failure(`${what} a échoué : corrigez ce qui est dit ci-dessus, puis relancez.`)
}

function terminate(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    const force = setTimeout(() => signalGroup(child, "SIGKILL"), GRACE_MS)
    child.once("exit", () => {
      clearTimeout(force)
      resolve()
    })
    signalGroup(child, "SIGTERM")
  })
}

/** The program and its own children. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal)
  } catch {
    // It ended in between.
  }
}

function openLog(log: string): number {
  mkdirSync(dirname(log), { recursive: true })
  return openSync(log, "w")
}

function lastLine(log: string): string {
  const lines = readFileSync(log, "utf8").trim().split("\n").filter(Boolean)
  return lines.findLast((line) => /error|erreur/i.test(line))?.trim() ?? lines.at(-1)?.trim() ?? "sans explication"
}
