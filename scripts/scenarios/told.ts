import { type Result, sentence } from "@/lib/platform/result.ts"

/** The value of a step that went well, said on the side; a refusal stops the scenario with its name. */
export function succeeded<V, R extends string>(step: string, result: Result<V, R>): V {
  if (!result.ok) throw new Error(`${step} : refusé (${sentence(result.refusal, result.details)})`)
  process.stderr.write(`  ✓ ${step}\n`)
  return result.value
}

/** One line of the answer: `{"name","value"}`. */
export function figure(name: string, value: bigint | number): void {
  process.stdout.write(`${JSON.stringify({ name, value: Number(value) })}\n`)
}
