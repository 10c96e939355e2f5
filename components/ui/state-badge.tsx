import type { ReactNode } from "react"
import { classNames } from "./class-names.ts"
import { TINT, type Tone } from "./tone.ts"

/** A state: its word, on its tint. The colour alone never says it. */
export function StateBadge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={classNames(
        "inline-block whitespace-nowrap rounded-full px-2.5 py-px align-middle font-semibold text-xs tracking-normal print:border",
        TINT[tone],
      )}
    >
      {children}
    </span>
  )
}
