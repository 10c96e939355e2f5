import type { Tx } from "@/lib/access/door.ts"

export type StoredDocument = {
  nom: string
  mediaType: string
  empreinte: string
  adresse: string
  cleEnveloppee: Uint8Array
}

/** By its identifier alone: the policy of the login decides whose documents can be found. */
export const findDocument = (tx: Tx, id: string): Promise<StoredDocument | null> =>
  tx.document.findFirst({
    where: { id },
    select: { nom: true, mediaType: true, empreinte: true, adresse: true, cleEnveloppee: true },
  })
