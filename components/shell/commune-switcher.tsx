import type { ReactNode } from "react"

export type SwitcherEntry = { href: string; label: string; detail?: ReactNode }

type CommuneSwitcherProps = { current: string; others: readonly SwitcherEntry[] }

/** Links, not a control that acts: the address chooses the commune, and two tabs may hold two of them. */
export function CommuneSwitcher({ current, others }: CommuneSwitcherProps) {
  if (others.length === 0) return <span className="font-semibold">{current}</span>
  return (
    <details name="entete" className="group relative">
      <summary className="flex min-h-10 list-none items-center gap-2 rounded border border-line-strong bg-surface px-3 hover:border-accent [&::-webkit-details-marker]:hidden">
        <span className="sr-only">Collectivité : </span>
        <span className="max-w-56 truncate font-semibold">{current}</span>
        <span aria-hidden className="text-xs transition-transform duration-100 group-open:rotate-180">
          ▾
        </span>
      </summary>
      <ul
        aria-label="Vos autres collectivités"
        className="absolute end-0 z-30 mt-1 max-h-80 min-w-full overflow-y-auto rounded border border-line-strong bg-surface py-1 max-lg:start-0 max-lg:end-auto"
      >
        {others.map(({ href, label, detail }) => (
          <li key={href}>
            <a
              href={href}
              className="block whitespace-nowrap px-3 py-2 text-ink no-underline hover:bg-sunken hover:underline"
            >
              {label}
              {detail ? <span className="block text-muted text-sm">{detail}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}
