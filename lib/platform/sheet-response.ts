import { toCsv } from "./csv.ts"
import type { SheetFile } from "./table-file.ts"

/** A file that leaves once and is kept by nobody on the way. */
export const sheetResponse = ({ bytes, mediaType, nom }: SheetFile): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": mediaType,
      "content-disposition": `attachment; filename="${nom}"`,
      "cache-control": "no-store",
    },
  })

/** The same of a table that has but one format, its rows already in words. */
export const csvResponse = (
  nom: string,
  rows: readonly Record<string, string | number>[],
  columns: readonly string[],
): Response =>
  sheetResponse({
    bytes: Buffer.from(toCsv(rows, columns)),
    mediaType: "text/csv; charset=utf-8",
    nom: `${nom}.csv`,
  })
