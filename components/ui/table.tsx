import type { ReactNode } from "react"
import { type ListParams, sortHref, sortOrder } from "./list-url.ts"

export type Column<Row> = {
  key: string
  header: ReactNode
  cell: (row: Row) => ReactNode
  /** Figures: to the right, of one width. */
  end?: boolean
  /** Dates and codes: on one line. */
  nowrap?: boolean
  /** The cell that names the row, and its link. */
  rowHeader?: boolean
  sortable?: boolean
}

type TableProps<Row> = {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  rowHref?: (row: Row) => string
  /** Where the list lives, when its headers sort it. */
  list?: { path: string; params: ListParams; defaultSort: string }
  /** Cells of the last line, in `<td>`s: totals. */
  foot?: ReactNode
}

/** Drawn by the server as plain cells. Too wide for the screen, it scrolls alone, by keyboard too (it takes the focus). */
export function Table<Row>({ caption, columns, rows, rowKey, rowHref, list, foot }: TableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (axe: scrollable-region-focusable).
    <section aria-label={caption} tabIndex={0} className="list-table relative overflow-x-auto">
      <table className="data-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Header key={column.key} column={column} list={list} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>{columns.map((column) => renderCell(column, row, rowHref))}</tr>
          ))}
        </tbody>
        {/* There even when empty: it says that the last row has come (`.list-table`). */}
        <tfoot>{foot ? <tr>{foot}</tr> : null}</tfoot>
      </table>
    </section>
  )
}

function Header<Row>({ column, list }: { column: Column<Row>; list: TableProps<Row>["list"] }) {
  const className = cellClass(column)
  if (!list || !column.sortable) {
    return (
      <th scope="col" {...className}>
        {column.header}
      </th>
    )
  }
  const order = sortOrder(list.params, column.key, list.defaultSort)
  return (
    <th scope="col" {...className} aria-sort={order ?? undefined}>
      <a href={sortHref(list.path, list.params, column.key, order)}>
        {column.header}
        {order ? <span aria-hidden> {order === "ascending" ? "↑" : "↓"}</span> : null}
      </a>
    </th>
  )
}

// Nothing at all for a plain cell: an attribute that says nothing would be written twice for each of them.
const cellClass = <Row,>({ end, nowrap }: Column<Row>): { className?: string } =>
  end ? { className: "end" } : nowrap ? { className: "nowrap" } : {}

// A function, not a component: two hundred cells of a page need no element of their own.
function renderCell<Row>(column: Column<Row>, row: Row, rowHref?: (row: Row) => string) {
  const { key, cell, rowHeader } = column
  const className = cellClass(column)
  if (!rowHeader) {
    return (
      <td key={key} {...className}>
        {cell(row)}
      </td>
    )
  }
  return (
    <th key={key} scope="row" {...className}>
      {rowHref ? <a href={rowHref(row)}>{cell(row)}</a> : cell(row)}
    </th>
  )
}
