/** What the address of a list says: its filters, its sort ("nom", "-population"), its page. */
export type ListParams = Readonly<Record<string, string>>

export const SORT = "tri"
export const PAGE = "page"

/** The same list with some of its address changed; null takes a filter away. Anything but a page goes back to the first one. */
export function listHref(path: string, params: ListParams, changes: Readonly<Record<string, string | null>>): string {
  const next: Record<string, string | null> = { ...params, ...(PAGE in changes ? {} : { [PAGE]: null }), ...changes }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(next)) if (value) query.set(name, value)
  const text = query.toString()
  return text ? `${path}?${text}` : path
}

/** The raw `searchParams` of a page, without empty or repeated values. */
export function listParams(raw: Readonly<Record<string, string | string[] | undefined>>): ListParams {
  const params: Record<string, string> = {}
  for (const [name, value] of Object.entries(raw)) {
    const text = Array.isArray(value) ? value.at(-1) : value
    if (text) params[name] = text
  }
  return params
}

export type SortOrder = "ascending" | "descending"

export function sortOrder(params: ListParams, key: string, byDefault: string): SortOrder | null {
  const sort = params[SORT] ?? byDefault
  if (sort === key) return "ascending"
  return sort === `-${key}` ? "descending" : null
}

/** A first click sorts upwards, a second downwards. */
export const sortHref = (path: string, params: ListParams, key: string, order: SortOrder | null): string =>
  listHref(path, params, { [SORT]: order === "ascending" ? `-${key}` : key })
