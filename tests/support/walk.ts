import { expect } from "vitest"
import { AccessRefused } from "@/lib/access/door.ts"
import { DENIALS } from "@/lib/access/rights.ts"

/** What walks by chance share: an act of anybody, in any order, and what must be true of its answer. */
export type Answer = Promise<{ ok: boolean; refusal?: string }>

/** A door that stays closed is an answer too. */
export const orDenied = (answer: Answer): Answer =>
  answer.catch((error: unknown) => {
    if (error instanceof AccessRefused) return { ok: false, refusal: `acces:${error.denial}` }
    throw error
  })

/** Every refusal is said, of access or of the rules. */
export function expectSaid(
  name: string,
  refusal: string | undefined,
  sentences: Readonly<Record<string, string>>,
): void {
  const denials: Readonly<Record<string, string>> = DENIALS
  const said = refusal?.startsWith("acces:") ? denials[refusal.slice(6)] : sentences[String(refusal)]
  expect(said, `${name}: ${refusal}`).toMatch(/^[A-ZÀ-Ý].+[.!]$/)
}

/** By one step or several: a command may go through states that nobody sees. */
export const follows = <E extends string>(table: Record<E, readonly E[]>, de: E | null, vers: E | null): boolean => {
  if (de === vers || de === null || vers === null) return true
  const seen = new Set<E>([de])
  for (const one of seen) for (const next of table[one]) seen.add(next)
  return seen.has(vers)
}
