import type { Tx } from "@/lib/access/door.ts"

export type StoredDocument = {
  nom: string
  mediaType: string
  empreinte: string
  adresse: string
  cleEnveloppee: Uint8Array
}

/** By its identifier alone: the policy of the login decides whose documents can be found. Null until it may be read. */
export async function findDocument(tx: Tx, id: string): Promise<StoredDocument | null> {
  const row = await tx.document.findFirst({
    where: { id, etat: "disponible" },
    select: { nom: true, mediaType: true, empreinte: true, adresse: true, cleEnveloppee: true },
  })
  return row?.cleEnveloppee ? { ...row, cleEnveloppee: row.cleEnveloppee } : null
}
