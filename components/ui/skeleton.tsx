/** As tall as the rows to come, so that nothing moves when they arrive. */
export function Skeleton({ rows, label = "Chargement…" }: { rows: number; label?: string }) {
  return (
    <div role="status" className="grid gap-px">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without identity nor order.
        <div key={row} aria-hidden className="flex h-10 items-center bg-surface px-3">
          <div className="h-3 w-2/3 animate-pulse rounded bg-line" />
        </div>
      ))}
    </div>
  )
}
