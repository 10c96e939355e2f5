import type { Tx, WriteTx } from "@/lib/access/door.ts"
import { storeDocument } from "@/lib/documents/commands/store.ts"
import { readStored } from "@/lib/documents/commands/zip.ts"
import { findDocument } from "@/lib/documents/queries/stored.ts"
import { addressOf, documentStorage } from "@/lib/ports/storage.ts"
import type { Acte } from "../types.ts"

/** The pages to sign, those that the parapheur gave back, the sealed file: versions of one document. */
const VERSIONS = { original: 1, parapheur: 2, scelle: 3 } as const
type Stage = keyof typeof VERSIONS
const SUFFIXES = { original: "", parapheur: "-parapheur", scelle: "-scelle" } as const satisfies Record<Stage, string>

/** Filed under what the act engages. */
export const keepPages = (
  tx: WriteTx,
  { id, collectiviteId, genre, objetId, numero, intitule, contenu }: Acte,
  pages: Buffer,
  stage: Stage,
) =>
  storeDocument(
    tx,
    {
      ...{ collectiviteId, genre },
      objetId: id,
      version: VERSIONS[stage],
      affaireId: objetId,
      titre: `${intitule}, ${contenu.sousTitre}`,
      nom: `${numero}${SUFFIXES[stage]}.pdf`,
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

/** The file that the parapheur gave back: the same bytes, its signature after them. */
export async function readReturned(tx: Tx, { id, collectiviteId, genre, numero }: Acte): Promise<Buffer> {
  const document = await tx.document.findFirst({
    where: { collectiviteId, genre, objetId: id, version: VERSIONS.parapheur },
    select: { id: true },
  })
  const stored = document && (await findDocument(tx, document.id))
  if (!stored) throw new Error(`acte ${numero}: the file of the parapheur is missing`)
  return readStored(stored, documentStorage())
}
