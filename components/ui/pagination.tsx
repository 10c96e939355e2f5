import { formatInteger } from "@/lib/platform/format.ts"
import { formatBoundedCount } from "./count.ts"
import { type ListParams, listHref, PAGE } from "./list-url.ts"

type PaginationProps = {
  path: string
  params: ListParams
  page: number
  pageSize: number
  /** Rows that the filters keep, counted up to COUNT_BOUND + 1. */
  counted: number
  singular: string
  plural?: string
}

/** Where one is in the list, and the pages around. */
export function Pagination({ path, params, page, pageSize, counted, singular, plural }: PaginationProps) {
  const first = (page - 1) * pageSize + 1
  const last = Math.min(page * pageSize, counted)
  const total = formatBoundedCount(counted, singular, plural)
  if (counted <= pageSize) return counted === 0 ? null : <p className="text-muted text-sm">{total}</p>
  const href = (to: number) => listHref(path, params, { [PAGE]: to === 1 ? null : String(to) })
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <p className="text-muted text-sm">
        {formatInteger(first)} à {formatInteger(last)} sur {total}
      </p>
      <p className="flex gap-6 print:hidden">
        {page > 1 ? (
          <a rel="prev" href={href(page - 1)} className="py-1 text-accent">
            Page précédente
          </a>
        ) : null}
        {last < counted ? (
          <a rel="next" href={href(page + 1)} className="py-1 text-accent">
            Page suivante
          </a>
        ) : null}
      </p>
    </nav>
  )
}
