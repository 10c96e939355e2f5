import { systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"

export type Infection = {
  collectiviteId: string | null
  nom: string
  deposeParId: string | null
  signature: string
  /** The document that waited for its scan; null when the file was refused at the door. */
  objet: string | null
}

/** A file refused at the door leaves no document: the trace and the mail to staff are all that stays. */
export const tellInfected = (infection: Infection): Promise<{ ok: true }> =>
  write(systeme("documents.alert", "operateur"), "documents.scan", async (tx) => {
    await tellInfectedIn(tx, infection)
    return { ok: true }
  })

/** The same inside the transaction that refuses the document. */
export async function tellInfectedIn(
  tx: WriteTx,
  { collectiviteId, nom, deposeParId, signature, objet }: Infection,
): Promise<void> {
  await tx.journal("document.infected", {
    concerneId: collectiviteId,
    ...(objet ? { objet } : {}),
    apres: { nom, signature, deposeParId },
  })
}
