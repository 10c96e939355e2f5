import { stringify } from "csv-stringify/sync"

/**
 * A file that French spreadsheets open by a double click: byte order mark, semicolons, Windows line ends. A cell that a
 * spreadsheet would run as a formula is prefixed by an apostrophe (OWASP, CSV injection).
 */
export const toCsv = (rows: readonly Record<string, string | number>[], columns: readonly string[]): string =>
  stringify([...rows], {
    bom: true,
    header: true,
    columns: [...columns],
    delimiter: ";",
    record_delimiter: "windows",
    escape_formulas: true,
  })
