import type { ReactNode } from "react"

type Description = { label: string; value: ReactNode; action?: ReactNode }

/** Facts of a file; what is missing is said in words by the caller, never left blank. */
export function DescriptionList({ items }: { items: readonly Description[] }) {
  return (
    <dl className="border-line border-t">
      {items.map(({ label, value, action }) => (
        <div key={label} className="grid gap-x-6 border-line border-b py-2.5 sm:grid-cols-[12rem_minmax(0,1fr)_auto]">
          <dt className="text-muted">{label}</dt>
          <dd>{value}</dd>
          {action ? <dd>{action}</dd> : null}
        </div>
      ))}
    </dl>
  )
}
