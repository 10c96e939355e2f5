import { failureLine } from "./failure.ts"

const closers: (() => Promise<void>)[] = []
let ending: Promise<never> | null = null
let servedAtLeastOnce = false

/** What must be undone before this process ends, last first. */
export function beforeEnd(close: () => Promise<void>): void {
  closers.push(close)
}

/** From now on Ctrl-C is the normal way to stop, not an interruption. */
export function nowServing(): void {
  servedAtLeastOnce = true
}

export function isEnding(): boolean {
  return ending !== null
}

export function end(status: number, line?: string): Promise<never> {
  ending ??= close(status, line)
  return ending
}

/** Runs a command to its end, whatever ends it: its result, a failure, a signal, or the death of `scripts/start.mjs`. */
export async function run(command: () => Promise<number>): Promise<never> {
  const interrupted = () => void end(servedAtLeastOnce ? 0 : 130)
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, interrupted)
  process.on("disconnect", interrupted)
  try {
    return await end(await command())
  } catch (error) {
    return end(1, failureLine(error))
  }
}

async function close(status: number, line?: string): Promise<never> {
  if (line) process.stderr.write(`${line}\n`)
  for (const closer of closers.reverse())
    await closer().catch((error) => process.stderr.write(`${failureLine(error)}\n`))
  process.exit(status)
}
