import type { PosteSolde } from "@/lib/indicateurs/rules/analytique.ts"
import { formatAmount } from "@/lib/platform/format.ts"

/** Budget and what was spent of it, on one scale; the table below holds the same figures. */
export function BudgetBars({ postes, periode }: { postes: readonly PosteSolde[]; periode: string }) {
  let longest = 1n
  for (const { budget, cumul } of postes) for (const one of [budget ?? 0n, cumul]) if (one > longest) longest = one
  const width = (amount: bigint) => `${Number((amount * 10_000n) / longest) / 100}%`
  return (
    <figure aria-label={`Budget ${periode} et dépenses`} className="grid gap-3">
      <figcaption className="flex flex-wrap gap-x-6 text-muted text-sm">
        <span>
          <span aria-hidden className="me-2 inline-block h-2.5 w-6 rounded-full bg-accent align-middle" />
          dépensé depuis le début
        </span>
        <span>
          <span
            aria-hidden
            className="me-2 inline-block h-2.5 w-6 rounded-full bg-sunken align-middle ring-1 ring-line-strong ring-inset"
          />
          budget {periode}
        </span>
      </figcaption>
      <ul className="grid gap-3">
        {postes.map(({ nom, budget, cumul }) => (
          <li key={nom} className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1">
            <span>{nom}</span>
            <span className="tabular-nums">
              {formatAmount(cumul)}
              {budget === null ? "" : ` sur ${formatAmount(budget)}`}
            </span>
            <span aria-hidden className="relative col-span-2 h-2.5">
              {budget === null ? null : (
                <span
                  className="absolute inset-y-0 start-0 rounded-full bg-sunken ring-1 ring-line-strong ring-inset"
                  style={{ width: width(budget) }}
                />
              )}
              <span
                className="absolute inset-y-0 start-0 rounded-full bg-accent print:border-4 print:border-accent"
                style={{ width: width(cumul > 0n ? cumul : 0n) }}
              />
            </span>
          </li>
        ))}
      </ul>
    </figure>
  )
}
