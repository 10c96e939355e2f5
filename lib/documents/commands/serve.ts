import { documentStorage } from "@/lib/ports/storage.ts"
import type { StoredDocument } from "../queries/stored.ts"
import { disposition } from "../rules/file-name.ts"
import { FORMATS } from "../types.ts"
import { readStored } from "./zip.ts"

/** What a browser may show by itself; anything else is kept on the disk. */
const SHOWN: ReadonlySet<string> = new Set(
  Object.entries(FORMATS).flatMap(([format, { affiche }]) => (affiche ? [format] : [])),
)

/** The original bytes, for whoever was found to be allowed them: nothing on the way keeps them, nobody guesses another type. */
export async function serveStored(document: StoredDocument): Promise<Response> {
  const clear = await readStored(document, documentStorage())
  return new Response(new Uint8Array(clear), {
    headers: {
      "content-type": document.mediaType,
      "content-disposition": disposition(SHOWN.has(document.mediaType) ? "inline" : "attachment", document.nom),
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  })
}

/** 404 for what one may not see as for what does not exist. */
export const unknownDocument = (): Response =>
  new Response("Document introuvable.", { status: 404, headers: { "content-type": "text/plain; charset=utf-8" } })
