import type { Tx, WriteTx } from "@/lib/access/door.ts"
import { keepBytes } from "@/lib/documents/commands/store.ts"
import { readStored } from "@/lib/documents/commands/zip.ts"
import type { StoragePort } from "@/lib/ports/storage.ts"
import type { FichierGenre } from "../types.ts"

export type NewFile = { genre: FichierGenre; nom: string; mediaType: string; bytes: Uint8Array }

/** A file of the operator's own, durable before its row; a transaction that fails leaves a file without row, swept later. */
export async function storeFile(tx: WriteTx, { genre, nom, mediaType, bytes }: NewFile, storage: StoragePort) {
  const kept = await keepBytes(bytes, storage)
  return tx.fichierOperateur.create({
    data: { genre, nom, mediaType, ...kept, cleEnveloppee: new Uint8Array(kept.cleEnveloppee) },
    select: { id: true, nom: true, empreinte: true },
  })
}

/** The document of a titre, null while its page waits to be drawn. */
export async function findTitreBytes(
  tx: Tx,
  { collectiviteId, titreId }: { collectiviteId: string; titreId: string },
  storage: StoragePort,
): Promise<Buffer | null> {
  const row = await tx.document.findFirst({
    where: { collectiviteId, genre: "titre", objetId: titreId, version: 1, etat: "disponible" },
    select: { nom: true, mediaType: true, adresse: true, cleEnveloppee: true, empreinte: true },
  })
  return row?.cleEnveloppee ? readStored({ ...row, cleEnveloppee: row.cleEnveloppee }, storage) : null
}
