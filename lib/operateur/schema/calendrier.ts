import type { z } from "zod"
import { integerInput } from "@/lib/platform/number-input.ts"

/** A number of days, up to a year. */
export const jours = (wrong: string) =>
  integerInput({ missing: "Indiquez un nombre de jours.", wrong, min: 1, max: 365 })

type Order = {
  /** Fields are called by it and their rank: `relance1`. */
  field: string
  skipped: string
  follows: (days: number, before: number) => boolean
  misplaced: string
}

/** Days of what leaves by rank, each in order after the one before; what is left empty ends the schedule. */
export function calendrierOf(
  context: z.RefinementCtx,
  ranks: readonly (number | null)[],
  { field, skipped, follows, misplaced }: Order,
): number[] {
  const days: number[] = []
  for (const [index, one] of ranks.entries()) {
    if (one === null) continue
    const path = [`${field}${index + 1}`]
    const before = days.at(-1)
    if (index > 0 && ranks[index - 1] === null) context.addIssue({ code: "custom", path, message: skipped })
    else if (before !== undefined && !follows(one, before))
      context.addIssue({ code: "custom", path, message: misplaced })
    days.push(one)
  }
  return days
}
