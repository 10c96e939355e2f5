import type { ReactNode } from "react"
import type { Tone } from "./tone.ts"

/** A state: its word, on its tint. The colour alone never says it. Styled by one short class: lists hold a hundred of them. */
export function StateBadge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>
}
