import type { ReactNode } from "react"

type Figure = { label: string; value: ReactNode; href?: string; comparison?: ReactNode }

/** The dense strip of the staff's desk: six at most, each leading to the rows it counts. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(9rem,auto))] justify-start gap-x-8 gap-y-4 border-line border-y py-4">
      {figures.map(({ label, value, href, comparison }) => (
        <div key={label}>
          <dt className="text-muted text-xs">{label}</dt>
          <dd className="whitespace-nowrap font-semibold text-[1.375rem] tabular-nums leading-snug">
            {href ? (
              <a href={href} className="text-ink decoration-line-strong hover:text-accent">
                {value}
              </a>
            ) : (
              value
            )}
          </dd>
          {comparison ? <dd className="text-muted text-xs">{comparison}</dd> : null}
        </div>
      ))}
    </dl>
  )
}
