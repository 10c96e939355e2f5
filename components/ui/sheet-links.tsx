import { type ListParams, listHref } from "./list-url.ts"

/** The whole of a list, filtered as it is shown, as files for a spreadsheet. */
export function SheetLinks({ what, path, params = {} }: { what: string; path: string; params?: ListParams }) {
  const link = (format: string) => (
    <a href={listHref(path, params, { format, page: null })} aria-label={`Exporter ${what}, ${format.toUpperCase()}`}>
      {format.toUpperCase()}
    </a>
  )
  return (
    <span className="print:hidden">
      Exporter {what} : {link("csv")}, {link("xlsx")}
    </span>
  )
}
