import { formatInteger, formatPercent } from "@/lib/platform/format.ts"

type ProgressProps = { label: string; done: number; total: number }

/** Long work: counts and percent in words, the bar beside them. */
export function Progress({ label, done, total }: ProgressProps) {
  const ratio = total === 0 ? 1 : done / total
  const words = `${formatInteger(done)} sur ${formatInteger(total)} (${formatPercent(Math.floor(ratio * 100) / 100)})`
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap justify-between gap-x-6">
        <span className="font-semibold">{label}</span>
        <span className="tabular-nums">{words}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={words}
        className="h-2.5 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width] duration-200"
          style={{ width: `${ratio * 100}%` }}
        />
      </div>
    </div>
  )
}
