import { stringify } from "csv-stringify/sync"

/**
 * A CSV that French spreadsheets open as it is: UTF-8 with BOM, semicolons, CRLF. A cell that a spreadsheet would run as
 * a formula is preceded by an apostrophe, which `cleanCell` takes away when the file comes back.
 */
export const toCsv = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  stringify([columns, ...rows] as string[][], {
    delimiter: ";",
    bom: true,
    record_delimiter: "windows",
    escape_formulas: true,
  })
