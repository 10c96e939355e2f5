import { createHash } from "node:crypto"
import { Readable } from "node:stream"
import yazl from "yazl"
import { env } from "@/lib/platform/env.ts"
import { openDocument } from "@/lib/ports/envelope.ts"
import { addressOf, type StoragePort } from "@/lib/ports/storage.ts"
import type { ArchiveItem } from "../queries/archive.ts"
import type { StoredDocument } from "../queries/stored.ts"
import { archivePaths } from "../rules/archive-paths.ts"

/** The original bytes, or an error: a document is never served changed, nor an archive short of one. */
export async function readStored(document: StoredDocument, storage: StoragePort): Promise<Buffer> {
  const sealed = await storage.get(document.adresse)
  if (!sealed) throw new Error(`document at ${document.adresse}: its bytes are missing or altered`)
  const clear = openDocument(sealed, document.cleEnveloppee, Buffer.from(env().DOCUMENT_KEY, "base64"))
  if (addressOf(clear) !== document.empreinte) throw new Error(`document at ${document.adresse}: not what was stored`)
  return clear
}

export type Entry = { path: string; read: () => Promise<Buffer> }

/** Made while it is sent: one document at a time is open, whatever their number. An error breaks the file off. */
export function streamZip(entries: Iterable<Entry>): ReadableStream<Uint8Array> {
  const file = new yazl.ZipFile()
  // A Readable at run time; the library declares the older interface.
  const output = file.outputStream as unknown as Readable
  file.on("error", (error: Error) => output.destroy(error))
  for (const { path, read } of entries) {
    // What is kept is compressed already, images and PDFs alike.
    file.addReadStreamLazy(path, { compress: false }, (give) => {
      read().then(
        (bytes) => give(null, Readable.from([bytes])),
        (error: Error) => output.destroy(error),
      )
    })
  }
  file.end()
  return Readable.toWeb(output) as ReadableStream<Uint8Array>
}

/** The documents by genre, under names one can read. */
export function zipDocuments(items: readonly ArchiveItem[], storage: StoragePort): ReadableStream<Uint8Array> {
  const paths = archivePaths(items)
  return streamZip(items.map((item, rank) => ({ path: String(paths[rank]), read: () => readStored(item, storage) })))
}

export const sha512 = (bytes: Uint8Array): string => createHash("sha512").update(bytes).digest("hex")
