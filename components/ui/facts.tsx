import type { ReactNode } from "react"

type FactProps = { value: ReactNode; label: ReactNode; children?: ReactNode }

/** One number per idea: reads aloud as "442,60 € d'adhésion cette année". */
export function Fact({ value, label, children }: FactProps) {
  return (
    <li className="grid content-start gap-0.5 border-line border-b py-4 pe-5 last:border-b-0 sm:border-b-0 sm:py-5">
      <p>
        <strong className="block text-[2rem] leading-[1.1] tracking-tight">{value}</strong> {label}
      </p>
      {children ? <p className="text-muted text-sm">{children}</p> : null}
    </li>
  )
}

/** Children are `Fact`s. */
export function Facts({ children, label }: { children: ReactNode; label: string }) {
  return (
    <ul
      aria-label={label}
      className="grid border-line border-y sm:grid-cols-[repeat(auto-fit,minmax(12.5rem,1fr))] sm:gap-x-2"
    >
      {children}
    </ul>
  )
}
