import { formatAmount, formatDifference } from "@/lib/platform/format.ts"
import type { Cents } from "@/lib/platform/money.ts"

type AmountProps = { cents: Cents; difference?: boolean; className?: string }

/** 1 234,56 €, or + 8,70 € for a difference. Figures of one width, never cut at the end of a line. */
export function Amount({ cents, difference = false, className = "" }: AmountProps) {
  return (
    <span className={`whitespace-nowrap tabular-nums ${className}`}>
      {difference ? formatDifference(cents) : formatAmount(cents)}
    </span>
  )
}
