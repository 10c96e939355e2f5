import { create } from "xmlbuilder2"
import { dayInParis } from "@/lib/platform/dates.ts"
import { addressOf, type StoragePort } from "@/lib/ports/storage.ts"
import type { ArchiveItem } from "../queries/archive.ts"
import { echeanceOf } from "../rules/conservation.ts"
import { GENRE_LABELS, SORT_LABELS } from "../types.ts"
import type { Export } from "./export.ts"
import { type Entry, readStored, sha512, streamZip } from "./zip.ts"

/**
 * A transfer in the manner of SEDA 2.2 (NF Z44-022): manifest.xml, then the originals under content/. Its profile is not that
 * of one archive service: the numbers of agreement and rules are theirs to give. Digests are taken from the very bytes that
 * enter the file; they stand again in two lists that `sha512sum -c` and `sha256sum -c` read.
 */
export function zipTransfer(transfer: Export, at: Date, storage: StoragePort): ReadableStream<Uint8Array> {
  const digests: Digest[] = []
  const contents: Entry[] = transfer.items.map((item, rank) => {
    const path = `content/ID${rank + 1}.${item.nom.split(".").at(-1)}`
    return {
      path,
      read: async () => {
        const bytes = await readStored(item, storage)
        digests.push({ item, path, size: bytes.length, sha512: sha512(bytes), sha256: addressOf(bytes) })
        return bytes
      },
    }
  })
  const list = (algorithm: "sha512" | "sha256") => async () =>
    Buffer.from(digests.map((digest) => `${digest[algorithm]}  ${digest.path}\n`).join(""))
  // Read in this order, one after another: the manifest and the lists come once every digest is known.
  return streamZip([
    ...contents,
    { path: "manifest.xml", read: async () => Buffer.from(manifest(transfer, digests, at)) },
    { path: "empreintes-sha512.txt", read: list("sha512") },
    { path: "empreintes-sha256.txt", read: list("sha256") },
  ])
}

type Digest = { item: ArchiveItem; path: string; size: number; sha512: string; sha256: string }

function manifest({ collectivite, operateur, regles }: Export, digests: readonly Digest[], at: Date): string {
  const producer = collectivite.siren ?? collectivite.publicId
  return create({ version: "1.0", encoding: "UTF-8" })
    .ele("ArchiveTransfer", { xmlns: "fr:gouv:culture:archivesdefrance:seda:v2.2" })
    .ele({
      Comment: `Documents de ${collectivite.nom}, versés depuis le portail de ${operateur.nom}`,
      Date: at.toISOString(),
      MessageIdentifier: `${collectivite.publicId}-${at.toISOString()}`,
      CodeListVersions: { MessageDigestAlgorithmCodeListVersion: "http://www.w3.org/2001/04/xmlenc#sha512" },
      DataObjectPackage: {
        BinaryDataObject: digests.map(binaryObject),
        DescriptiveMetadata: { ArchiveUnit: digests.map((digest, rank) => archiveUnit(digest, rank, regles)) },
        ManagementMetadata: { OriginatingAgencyIdentifier: producer },
      },
      ArchivalAgency: { Identifier: "A-RENSEIGNER" },
      TransferringAgency: { Identifier: operateur.siren ?? operateur.nom },
    })
    .end({ prettyPrint: true })
}

const binaryObject = ({ item, path, size, sha512: digest }: Digest, rank: number) => ({
  "@id": `ID${rank + 1}`,
  DataObjectVersion: "BinaryMaster_1",
  Uri: path,
  MessageDigest: { "@algorithm": "SHA-512", "#": digest },
  Size: size,
  FormatIdentification: { MimeType: item.mediaType },
  FileInfo: { Filename: item.nom },
})

function archiveUnit({ item, sha256 }: Digest, rank: number, regles: Export["regles"]) {
  const regle = regles.find(({ genre }) => genre === item.genre)
  const echeance = regle && echeanceOf(regle, item)
  const said = [
    GENRE_LABELS[item.genre],
    `version ${item.version}`,
    ...(regle ? [`sort final : ${SORT_LABELS[regle.sortFinal].toLowerCase()} (${regle.source})`] : []),
    ...(item.actesNumero ? [`accusé de réception Actes ${item.actesNumero}`] : []),
    `SHA-256 ${sha256}`,
  ]
  return {
    "@id": `AU${rank + 1}`,
    // SEDA knows Keep and Destroy; a sort is said in words.
    ...(regle && echeance && regle.sortFinal !== "trier"
      ? {
          Management: {
            AppraisalRule: {
              Rule: `${item.genre}-${regle.dureeAns}-ans`,
              StartDate: item.finLe && regle.depart === "fin" ? item.finLe : startOf(item),
              FinalAction: regle.sortFinal === "conserver" ? "Keep" : "Destroy",
            },
          },
        }
      : {}),
    Content: {
      DescriptionLevel: "Item",
      Title: item.titre,
      ...(item.acteNumero ? { OriginatingAgencyArchiveUnitIdentifier: item.acteNumero } : {}),
      Description: said.join(" ; "),
      CreatedDate: item.creeLe.toISOString(),
      ...(item.acteLe ? { TransactedDate: item.acteLe } : {}),
      ...(item.transmisLe ? { SentDate: item.transmisLe } : {}),
      ...(item.recuLe ? { ReceivedDate: item.recuLe } : {}),
    },
    DataObjectReference: { DataObjectReferenceId: `ID${rank + 1}` },
  }
}

const startOf = ({ acteLe, creeLe }: ArchiveItem): string => acteLe ?? dayInParis(creeLe)
