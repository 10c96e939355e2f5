import { buffer } from "node:stream/consumers"
import { XMLParser } from "fast-xml-parser"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type CollectiviteId, type PersonneId, systeme } from "@/lib/access/context.ts"
import { read, write } from "@/lib/access/door.ts"
import { exportDocuments } from "@/lib/documents/commands/export.ts"
import { zipTransfer } from "@/lib/documents/commands/seda.ts"
import { storeDocument } from "@/lib/documents/commands/store.ts"
import { sha512, zipDocuments } from "@/lib/documents/commands/zip.ts"
import { listArchiveItems } from "@/lib/documents/queries/archive.ts"
import { listRegles } from "@/lib/documents/queries/file.ts"
import { countDocuments, listDocuments } from "@/lib/documents/queries/list.ts"
import { documentsFilter } from "@/lib/documents/schema.ts"
import type { NewDocument } from "@/lib/documents/types.ts"
import { addressOf, documentStorage } from "@/lib/ports/storage.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { readZip } from "@/tests/support/files.ts"
import { People } from "@/tests/support/people.ts"

const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
const people = new People(owner)
let mine: { id: CollectiviteId; publicId: string }
let other: { id: CollectiviteId; publicId: string }
let who: PersonneId

const store = (document: Partial<NewDocument>, text: string) =>
  write(systeme("essai", "operateur"), "documents.store", async (tx) => {
    await tx.journal("essai")
    const whole = {
      collectiviteId: mine.id,
      genre: "deliberation",
      nom: "a.pdf",
      mediaType: "application/pdf",
      titre: "x",
    } as const
    return storeDocument(tx, { ...whole, ...document }, Buffer.from(text))
  })

beforeAll(async () => {
  await owner.connect()
  mine = await people.collectivite("Breteuil")
  other = await people.collectivite("Conches")
  who = await people.personne()
  const { objetId } = await store(
    { titre: "Élection du bureau", acteNumero: "2024-7", acteLe: new Date("2024-05-06") },
    "première",
  )
  await store(
    { titre: "Élection du bureau", acteNumero: "2024-7", acteLe: new Date("2024-05-06"), objetId },
    "deuxième",
  )
  await store({ titre: "Élection du bureau", acteLe: new Date("2024-05-06") }, "autre du même nom")
  await store(
    { genre: "convention", titre: "Convention : adresses / voies", acteLe: new Date("2025-01-02") },
    "convention",
  )
  await store({ titre: "En attente", etat: "en_analyse" }, "en attente")
  await store({ collectiviteId: other.id, titre: "Secret d'une autre" }, "autre commune")
})
afterAll(() => owner.end())

const ctx = () => membre({ personneId: who }, mine.id)
const titles = async (query: Record<string, string>) =>
  (await read(ctx(), (tx) => listDocuments(tx, mine.id, documentsFilter.parse(query)))).map(({ titre }) => titre)

const unzipped = async (stream: ReadableStream<Uint8Array>) => readZip(await buffer(stream))

describe("the list", () => {
  it("shows the last version of each, and finds by words, genre and year, accents aside", async () => {
    expect(await titles({})).toHaveLength(4)
    expect(await titles({ q: "election BUREAU" })).toEqual(["Élection du bureau", "Élection du bureau"])
    expect(await titles({ q: "2024-7" })).toHaveLength(1)
    expect(await titles({ genre: "convention" })).toEqual(["Convention : adresses / voies"])
    expect(await titles({ annee: "2025" })).toEqual(["Convention : adresses / voies"])
    expect(await titles({ q: "100%_'; drop" })).toEqual([])
    expect(await titles({ q: "secret" })).toEqual([])
    const filter = documentsFilter.parse({ q: "bureau" })
    expect(await read(ctx(), (tx) => countDocuments(tx, mine.id, filter, 1000))).toBe(2)
    expect(await read(ctx(), (tx) => listDocuments(tx, other.id, documentsFilter.parse({})))).toEqual([])
  })
})

describe("the archive of a member", () => {
  it("holds the last versions that may be read, in clear, under names of their own", async () => {
    const items = await read(ctx(), (tx) => listArchiveItems(tx, mine.id, documentsFilter.parse({}), "derniere"))
    const files = await unzipped(zipDocuments(items, documentStorage()))
    expect([...files.keys()].sort()).toEqual([
      "convention/2025-01-02-convention-adresses-voies.pdf",
      "deliberation/2024-05-06-election-du-bureau-v2.pdf",
      "deliberation/2024-05-06-election-du-bureau.pdf",
    ])
    expect(files.get("deliberation/2024-05-06-election-du-bureau-v2.pdf")?.toString()).toBe("deuxième")
  })

  it("breaks off rather than miss a document whose bytes are gone", async () => {
    const items = await read(ctx(), (tx) => listArchiveItems(tx, mine.id, documentsFilter.parse({}), "derniere"))
    const storage = { ...documentStorage(), get: async () => null }
    await expect(buffer(zipDocuments(items, storage))).rejects.toThrow(/missing/)
  })
})

describe("the transfer to the archives", () => {
  it("has every version, a manifest whose digests are those of the files, and lists that sums verify", async () => {
    await owner.query(
      `insert into document_legalite ("collectiviteId", "documentId", "transmisLe", "recuLe", "actesNumero", "majParId")
       select "collectiviteId", id, '2024-05-07', '2024-05-08', 'AR-1', $2 from document where "collectiviteId" = $1 and "acteNumero" = '2024-7' and version = 2`,
      [mine.id, who],
    )
    const { items, regles } = await read(agent({ personneId: who }), async (tx) => ({
      items: await listArchiveItems(tx, mine.id, documentsFilter.parse({}), "toutes"),
      regles: await listRegles(tx),
    }))
    const transfer = {
      collectivite: { nom: "Breteuil & <Co>", siren: "212701120", publicId: mine.publicId },
      operateur: { nom: "Opérateur", siren: "200045989" },
      items,
      regles,
    }
    const files = await unzipped(zipTransfer(transfer, new Date("2026-11-22T10:00:00Z"), documentStorage()))
    const contents = [...files].filter(([name]) => name.startsWith("content/"))
    expect(contents).toHaveLength(4)

    const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false })
    const { ArchiveTransfer: sent } = parser.parse(files.get("manifest.xml")?.toString() ?? "")
    expect(sent["@_xmlns"]).toBe("fr:gouv:culture:archivesdefrance:seda:v2.2")
    expect(sent.Comment).toContain("Breteuil")
    const objects = sent.DataObjectPackage.BinaryDataObject
    expect(objects).toHaveLength(contents.length)
    for (const object of objects) {
      const bytes = files.get(object.Uri) ?? Buffer.alloc(0)
      expect(object.MessageDigest).toEqual({ "#text": sha512(bytes), "@_algorithm": "SHA-512" })
      expect(Number(object.Size)).toBe(bytes.length)
    }
    const units = sent.DataObjectPackage.DescriptiveMetadata.ArchiveUnit
    expect(
      units.map(
        (unit: { DataObjectReference: { DataObjectReferenceId: string } }) =>
          unit.DataObjectReference.DataObjectReferenceId,
      ),
    ).toEqual(objects.map((object: Record<string, string>) => object["@_id"]))
    expect(
      units.filter((unit: { Content: { SentDate?: string } }) => unit.Content.SentDate === "2024-05-07"),
    ).toHaveLength(1)
    expect(
      units.some(
        (unit: { Management?: { AppraisalRule: { FinalAction: string } } }) =>
          unit.Management?.AppraisalRule.FinalAction === "Keep",
      ),
    ).toBe(true)

    const lines = (name: string) => files.get(name)?.toString().trim().split("\n")
    expect(lines("empreintes-sha256.txt")).toEqual(contents.map(([name, bytes]) => `${addressOf(bytes)}  ${name}`))
    expect(lines("empreintes-sha512.txt")).toEqual(contents.map(([name, bytes]) => `${sha512(bytes)}  ${name}`))
  })

  it("begins a duration on Paris' day, as the portal counts it", async () => {
    const items = await read(agent({ personneId: who }), (tx) =>
      listArchiveItems(tx, mine.id, documentsFilter.parse({ genre: "convention" }), "toutes"),
    )
    const transfer = {
      collectivite: { nom: "Breteuil", siren: null, publicId: mine.publicId },
      operateur: { nom: "Opérateur", siren: null },
      items: items.map((item) => ({
        ...item,
        genre: "titre" as const,
        acteLe: null,
        creeLe: new Date("2026-03-09T23:30:00Z"),
      })),
      regles: await read(agent({ personneId: who }), listRegles),
    }
    const files = await unzipped(zipTransfer(transfer, new Date(), documentStorage()))
    expect(files.get("manifest.xml")?.toString()).toContain("<StartDate>2026-03-10</StartDate>")
  })

  it("is refused rather than cut where there are more documents than one file holds", async () => {
    await people.operateur()
    const all = documentsFilter.parse({})
    const staff = agent({ personneId: who })
    expect((await exportDocuments(staff, mine.publicId, all, "toutes", 4)).ok).toBe(true)
    expect(await exportDocuments(staff, mine.publicId, all, "toutes", 3)).toMatchObject({ refusal: "trop" })
  })

  it("is journaled when staff take it, and unknown for an address that names nobody", async () => {
    expect(
      await exportDocuments(agent({ personneId: who }), "inconnue", documentsFilter.parse({}), "toutes"),
    ).toMatchObject({ ok: false })
  })
})
