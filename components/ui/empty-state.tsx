import type { ReactNode } from "react"

type EmptyStateProps = { title: string; children?: ReactNode; action?: ReactNode }

/** Nothing to show: why, and what to do about it. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-start gap-2 rounded border border-line border-dashed px-5 py-6">
      <p className="font-semibold">{title}</p>
      {children ? <div className="text-muted">{children}</div> : null}
      {action}
    </div>
  )
}
