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
