import { randomUUID } from "node:crypto"
import type { WriteTx } from "@/lib/access/door.ts"
import { env } from "@/lib/platform/env.ts"
import { fold } from "@/lib/platform/format.ts"
import { sealDocument } from "@/lib/ports/envelope.ts"
import { addressOf, documentStorage, type StoragePort } from "@/lib/ports/storage.ts"
import type { DocumentRef, KeptBytes, NewDocument } from "../types.ts"

/**
 * Bytes of ours (a PDF we drew, a proof we sealed) become a document, in the transaction of the caller, who journals.
 * The file is durable before its row; a transaction that fails leaves a file without row, swept later.
 */
export const storeDocument = async (
  tx: WriteTx,
  document: NewDocument,
  bytes: Uint8Array,
  storage: StoragePort = documentStorage(),
): Promise<DocumentRef> => attachDocument(tx, document, await keepBytes(bytes, storage))

/** Encrypts and writes; to be called before a transaction where the bytes are many or the storage far. */
export async function keepBytes(clear: Uint8Array, storage: StoragePort = documentStorage()): Promise<KeptBytes> {
  const { bytes, wrappedKey } = sealDocument(clear, Buffer.from(env().DOCUMENT_KEY, "base64"))
  const adresse = await storage.put(bytes)
  return { taille: clear.length, empreinte: addressOf(clear), adresse, cleEnveloppee: wrappedKey }
}

/** The row of bytes that are kept already. */
export async function attachDocument(tx: WriteTx, document: NewDocument, kept: KeptBytes): Promise<DocumentRef> {
  const [row] = await attachDocuments(tx, [{ ...document, kept }])
  if (!row) throw new Error("a document without its row")
  return row
}

/** The same for many at once, in one statement: a campaign stores hundreds. */
export async function attachDocuments(
  tx: WriteTx,
  documents: readonly (NewDocument & { kept: KeptBytes })[],
): Promise<DocumentRef[]> {
  const rows = documents.map(({ kept, ...document }) => ({
    ...document,
    objetId: document.objetId ?? randomUUID(),
    etat: document.etat ?? "disponible",
    acteLe: document.acteLe?.toISOString().slice(0, 10),
    recherche: searchText(document),
    taille: kept.taille,
    empreinte: kept.empreinte,
    adresse: kept.adresse,
    cle: kept.cleEnveloppee.toString("base64"),
  }))
  await lockSeries(tx, rows)
  return tx.$queryRaw<DocumentRef[]>`
    insert into document ("collectiviteId", genre, "objetId", version, "affaireId", titre, nom, recherche, "mediaType", taille,
      empreinte, adresse, "cleEnveloppee", "acteLe", "acteNumero", "deposeParId", etat)
    select "collectiviteId", genre, "objetId",
      coalesce(version, 1 + coalesce((select max(v.version) from document v where v."collectiviteId" = d."collectiviteId"
        and v.genre = d.genre and v."objetId" = d."objetId"), 0)),
      "affaireId", titre, nom, recherche, "mediaType", taille, empreinte, adresse, decode(cle, 'base64'), "acteLe", "acteNumero",
      "deposeParId", etat
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as d("collectiviteId" uuid, genre document_genre, "objetId" uuid,
      version smallint, "affaireId" uuid, titre text, nom text, recherche text, "mediaType" text, taille integer, empreinte text,
      adresse text, cle text, "acteLe" date, "acteNumero" text, "deposeParId" uuid, etat document_etat)
    returning id, "objetId", version::int, empreinte`
}

/** Two people who deposit the next version at once: the second takes the number after the first's. */
async function lockSeries(tx: WriteTx, rows: readonly { objetId: string; version?: number }[]): Promise<void> {
  const open = [...new Set(rows.filter(({ version }) => version === undefined).map(({ objetId }) => objetId))].sort()
  if (open.length === 0) return
  await tx.$queryRaw`select count(pg_advisory_xact_lock(hashtextextended('document/' || x, 0)))::int as n
    from unnest(${open}::text[]) x`
}

export const searchText = ({ titre, acteNumero, nom }: Pick<NewDocument, "titre" | "acteNumero" | "nom">): string =>
  fold([titre, acteNumero, nom].filter(Boolean).join(" "))
