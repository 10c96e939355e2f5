import { type ChildProcess, spawn } from "node:child_process"
import { mkdirSync, openSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { type Environment, inherited } from "./environment.ts"
import { Failure } from "./failure.ts"
import { beforeEnd, end, isEnding } from "./lifecycle.ts"
import { root } from "./root.ts"

type Program = { name: string; args: string[]; env: Environment; logs: string; visible?: boolean }

const LEASH = ["--import", join(root, "scripts/launcher/leash.mjs")]
const GRACE_MS = 10_000

/** A program that must live as long as the portal: if it stops by itself, everything stops with a line naming it. */
export function supervise({ name, args, env, logs, visible = false }: Program): void {
  mkdirSync(logs, { recursive: true })
  const log = join(logs, `${name}.log`)
  const output = visible ? "inherit" : openSync(log, "w")
  const child = spawn(process.execPath, [...LEASH, ...args], {
    cwd: root,
    env: { ...inherited(), ...env },
    stdio: ["ignore", output, output, "ipc"],
  })
  beforeEnd(() => terminate(child))
  child.on("exit", (code, signal) => {
    if (isEnding()) return
    const why = visible ? "voir ci-dessus" : `${lastLine(log)} (journal : ${log})`
    void end(1, `Le programme « ${name} » s'est arrêté (${signal ?? `code ${code}`}) : ${why}`)
  })
}

/** A program that has an end; its status is the answer. Killed past `limitMs`. */
export function runProgram(args: string[], env: Environment, options: { limitMs?: number; quiet?: boolean } = {}) {
  return new Promise<{ status: number; output: string }>((resolve) => {
    const output = options.quiet ? "pipe" : "inherit"
    const child = spawn(process.execPath, [...LEASH, ...args], {
      cwd: root,
      env: { ...inherited(), ...env },
      stdio: ["ignore", output, output, "ipc"],
    })
    const said: string[] = []
    child.stdout?.on("data", (chunk) => said.push(String(chunk)))
    child.stderr?.on("data", (chunk) => said.push(String(chunk)))
    const limit = options.limitMs ? setTimeout(() => terminate(child), options.limitMs) : undefined
    beforeEnd(() => terminate(child))
    child.on("close", (code) => {
      clearTimeout(limit)
      resolve({ status: code ?? 1, output: said.join("") })
    })
  })
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
    const force = setTimeout(() => child.kill("SIGKILL"), GRACE_MS)
    child.once("exit", () => {
      clearTimeout(force)
      resolve()
    })
    child.kill("SIGTERM")
  })
}

function lastLine(log: string): string {
  const lines = readFileSync(log, "utf8").trim().split("\n").filter(Boolean)
  return lines.findLast((line) => /error|erreur/i.test(line))?.trim() ?? lines.at(-1)?.trim() ?? "sans explication"
}
