import { stringify } from "csv-stringify/sync"
import writeXlsxFile, { type CellObject, type SheetData } from "write-excel-file/node"
import type { CalendarDate } from "./dates.ts"
import { type Cents, toEuros } from "./money.ts"
import type { SheetFormat } from "./table-format.ts"

/** A table that leaves for a spreadsheet. `amount` cells are cents, `day` cells "2026-03-03"; an empty cell is null. */
type Kinds = { text: string; integer: number; amount: Cents; day: CalendarDate }
export type SheetColumn<Row> = {
  [Kind in keyof Kinds]: { name: string; kind: Kind; of: (row: Row) => Kinds[Kind] | null }
}[keyof Kinds]

const MEDIA = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const satisfies Record<SheetFormat, string>

/** What a spreadsheet would run as a formula is prefixed by an apostrophe, in both formats (OWASP, CSV injection). */
export const neutralised = (text: string): string => (/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text)

/** French spreadsheets open it by a double click: byte order mark, semicolons, decimal commas. */
export const csvSheet = <Row>(columns: readonly SheetColumn<Row>[], rows: readonly Row[]): string =>
  stringify([columns.map(({ name }) => name), ...rows.map((row) => columns.map((column) => csvCell(column, row)))], {
    bom: true,
    delimiter: ";",
    record_delimiter: "windows",
  })

function csvCell<Row>(column: SheetColumn<Row>, row: Row): string {
  switch (column.kind) {
    case "amount": {
      const cents = column.of(row)
      return cents === null ? "" : toEuros(cents).replace(".", ",")
    }
    case "text":
      return neutralised(column.of(row) ?? "")
    default:
      return String(column.of(row) ?? "")
  }
}

/** Typed cells: amounts and days can be summed and sorted, a text is never a formula. */
export function xlsxSheet<Row>(
  columns: readonly SheetColumn<Row>[],
  rows: readonly Row[],
  name: string,
): Promise<Buffer> {
  const head = columns.map((column): CellObject => ({ value: column.name, type: String, fontWeight: "bold" }))
  const data: SheetData = [head, ...rows.map((row) => columns.map((column) => xlsxCell(column, row)))]
  const widths = columns.map(({ kind }) => ({ width: kind === "text" ? 32 : 14 }))
  return writeXlsxFile(data, { sheet: name, columns: widths, stickyRowsCount: 1 }).toBuffer()
}

function xlsxCell<Row>(column: SheetColumn<Row>, row: Row): CellObject | null {
  if (column.kind === "amount") {
    const cents = column.of(row)
    return cents === null ? null : { value: Number(toEuros(cents)), type: Number, format: "#,##0.00" }
  }
  if (column.kind === "day") {
    const day = column.of(row)
    return day === null ? null : { value: new Date(`${day}T00:00:00Z`), type: Date, format: "dd/mm/yyyy" }
  }
  if (column.kind === "integer") {
    const value = column.of(row)
    return value === null ? null : { value, type: Number }
  }
  const text = column.of(row)
  return text === null || text === "" ? null : { value: neutralised(text), type: String }
}

export type SheetFile = { bytes: Buffer; mediaType: string; nom: string }

export async function sheetFile<Row>(
  format: SheetFormat,
  nom: string,
  columns: readonly SheetColumn<Row>[],
  rows: readonly Row[],
): Promise<SheetFile> {
  const bytes =
    format === "csv" ? Buffer.from(csvSheet(columns, rows)) : await xlsxSheet(columns, rows, nom.slice(0, 31))
  return { bytes, mediaType: MEDIA[format], nom: `${nom}.${format}` }
}
