import type { Tx, WriteTx } from "@/lib/access/door.ts"
import { storeDocument } from "@/lib/documents/commands/store.ts"
import { readStored } from "@/lib/documents/commands/zip.ts"
import { findDocument } from "@/lib/documents/queries/stored.ts"
import { documentStorage } from "@/lib/ports/document-storage.ts"
import { addressOf } from "@/lib/ports/storage.ts"
import type { Acte } from "../types.ts"

/** The pages to sign, then the sealed file: two versions of one document, filed under what the act engages. */
export const keepPages = (
  tx: WriteTx,
  { id, collectiviteId, genre, objetId, numero, intitule, contenu }: Acte,
  pages: Buffer,
  { sealed = false } = {},
) =>
  storeDocument(
    tx,
    {
      ...{ collectiviteId, genre },
      objetId: id,
      version: sealed ? 2 : 1,
      affaireId: objetId,
      titre: `${intitule}, ${contenu.sousTitre}`,
      nom: sealed ? `${numero}-scelle.pdf` : `${numero}.pdf`,
      mediaType: "application/pdf",
      acteLe: new Date(`${contenu.etabliLe}T00:00:00Z`),
      acteNumero: numero,
    },
    pages,
  )

/** The bytes that were signed, and no others. */
export async function readSigned(tx: Tx, acte: Acte): Promise<Buffer> {
  const document = acte.documentId && (await findDocument(tx, acte.documentId))
  if (!document) throw new Error(`acte ${acte.numero}: its document is missing`)
  const bytes = await readStored(document, documentStorage())
  if (addressOf(bytes) !== acte.empreinte) throw new Error(`acte ${acte.numero}: not the bytes that were signed`)
  return bytes
}
