import { performance } from "node:perf_hooks"

const NAME_WIDTH = 20

/** Progress goes to the error stream: the output of a command stays what the command answers. */
export async function step<T>(name: string, work: () => Promise<T>, tell: (result: T) => string | null = () => null) {
  const begun = performance.now()
  process.stderr.write(`  ${name} ${"·".repeat(Math.max(2, NAME_WIDTH - name.length))} `)
  try {
    const result = await work()
    const said = tell(result)
    process.stderr.write(`${duration(performance.now() - begun)}${said ? ` (${said})` : ""}\n`)
    return result
  } catch (error) {
    process.stderr.write("échec\n")
    throw error
  }
}

export function say(line = ""): void {
  process.stderr.write(`${line}\n`)
}

const seconds = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: 1, maximumFractionDigits: 1 })

export function duration(ms: number): string {
  return `${seconds.format(ms / 1000)} s`
}
