import type { ReactNode } from "react"
import { Breadcrumb, type Crumb } from "./breadcrumb.tsx"

type PageHeaderProps = {
  /** Plain words are kept from breaking before their punctuation. */
  title: ReactNode
  /** A `StateBadge` beside the title. */
  state?: ReactNode
  /** One sentence under the title. */
  lede?: ReactNode
  crumbs?: readonly Crumb[]
  /** The next act, as the one primary button. */
  action?: ReactNode
}

export function PageHeader({ title, state, lede, crumbs, action }: PageHeaderProps) {
  return (
    <header className="grid gap-2">
      {crumbs ? <Breadcrumb crumbs={crumbs} /> : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1>{typeof title === "string" ? title.replace(/ (?=[:;?!])/g, "\u00a0") : title}</h1>
          {state}
        </div>
        {action}
      </div>
      {lede ? <p className="text-muted">{lede}</p> : null}
    </header>
  )
}
