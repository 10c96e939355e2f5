import { randomUUID } from "node:crypto"
import type { WriteTx } from "@/lib/access/door.ts"
import { env } from "@/lib/platform/env.ts"
import { sealDocument } from "@/lib/ports/envelope.ts"
import { addressOf, diskStorage } from "@/lib/ports/storage.ts"
import type { Acte } from "../types.ts"

/** The pages of an act become a document: durable before the row that names them. */
export async function keepPages(
  tx: WriteTx,
  { collectiviteId, numero }: Pick<Acte, "collectiviteId" | "numero">,
  pages: Buffer,
  suffix = "",
): Promise<{ id: string; empreinte: string }> {
  const { bytes, wrappedKey } = sealDocument(pages, Buffer.from(env().DOCUMENT_KEY, "base64"))
  const adresse = await diskStorage(env().DOCUMENT_DIR).put(bytes)
  const empreinte = addressOf(pages)
  const { id } = await tx.document.create({
    data: {
      ...{ collectiviteId, empreinte, adresse },
      genre: "autre",
      objetId: randomUUID(),
      nom: `${numero}${suffix}.pdf`,
      mediaType: "application/pdf",
      taille: pages.length,
      cleEnveloppee: new Uint8Array(wrappedKey),
    },
    select: { id: true },
  })
  return { id, empreinte }
}
