import type { ReactNode } from "react"
import { formatPercent } from "@/lib/platform/format.ts"

export type Bar = { label: string; size: number; value: ReactNode }

type BarListProps = {
  /** What the bars measure: names the figure and its table. */
  caption: string
  labelHeader: string
  valueHeader: string
  bars: readonly Bar[]
}

/** Bars of one length scale, and the same figures as a table one tap away. */
export function BarList({ caption, labelHeader, valueHeader, bars }: BarListProps) {
  const longest = Math.max(...bars.map((bar) => bar.size), 0)
  const total = bars.reduce((sum, bar) => sum + bar.size, 0)
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
  return (
    <figure aria-label={caption} className="grid gap-3">
      <ul className="grid gap-3">
        {bars.map((bar) => (
          <li key={bar.label} className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1">
            <span>{bar.label}</span>
            <span className="whitespace-nowrap tabular-nums">{bar.value}</span>
            <span aria-hidden className="col-span-2 h-2.5 rounded-full bg-sunken ring-1 ring-line ring-inset">
              <span
                className="block h-full rounded-full bg-accent print:border-4 print:border-accent"
                style={{ width: `${share(bar.size, longest) * 100}%` }}
              />
            </span>
          </li>
        ))}
      </ul>
      <details className="print:hidden">
        <summary className="py-1 text-accent text-sm">Voir le tableau</summary>
        <table className="data-table mt-2">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{labelHeader}</th>
              <th scope="col" className="end">
                {valueHeader}
              </th>
              <th scope="col" className="end">
                Part
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.label}>
                <th scope="row">{bar.label}</th>
                <td className="end">{bar.value}</td>
                <td className="end">{formatPercent(share(bar.size, total))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
