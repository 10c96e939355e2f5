import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { CollectiviteId, PersonneId } from "@/lib/access/context.ts"
import { systeme } from "@/lib/access/context.ts"
import { read, write } from "@/lib/access/door.ts"
import { attachDocument, keepBytes, storeDocument } from "@/lib/documents/commands/store.ts"
import { findDocument } from "@/lib/documents/queries/stored.ts"
import type { NewDocument } from "@/lib/documents/types.ts"
import { openDocument } from "@/lib/ports/envelope.ts"
import { addressOf, documentStorage } from "@/lib/ports/storage.ts"
import { membre } from "@/tests/support/contexts.ts"
import { People } from "@/tests/support/people.ts"

const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
const people = new People(owner)
const job = systeme("essai", "operateur")
const bytes = Buffer.from("%PDF-1.7 la convention")
let mine: CollectiviteId
let secretaire: PersonneId

beforeAll(async () => {
  await owner.connect()
  mine = (await people.collectivite("Breteuil")).id
  secretaire = await people.personne()
})
afterAll(() => owner.end())

const convention = (over: Partial<NewDocument> = {}): NewDocument => ({
  collectiviteId: mine,
  genre: "convention",
  titre: "Convention « pack cyber »",
  nom: "convention.pdf",
  mediaType: "application/pdf",
  ...over,
})

const store = (document: NewDocument) =>
  write(job, "documents.store", async (tx) => {
    const stored = await storeDocument(tx, document, bytes)
    await tx.journal("essai")
    return stored
  })

describe("storing a document inside another module's transaction", () => {
  it("keeps bytes that open again, numbers the versions of one objet, and folds what is searched", async () => {
    const first = await store(convention())
    expect(first).toMatchObject({ version: 1, empreinte: addressOf(bytes) })
    const second = await store(convention({ objetId: first.objetId, acteNumero: "2026-12" }))
    expect(second).toMatchObject({ objetId: first.objetId, version: 2 })
    const { rows } = await owner.query("select recherche from document where id = $1", [second.id])
    expect(rows).toEqual([{ recherche: "convention « pack cyber » 2026-12 convention.pdf" }])

    const found = await read(membre({ personneId: secretaire }, mine), (tx) => findDocument(tx, first.id))
    const sealed = await documentStorage().get(String(found?.adresse))
    const key = Buffer.from(String(process.env.DOCUMENT_KEY), "base64")
    expect(openDocument(sealed ?? Buffer.alloc(0), found?.cleEnveloppee ?? Buffer.alloc(0), key)).toEqual(bytes)
  })

  it("leaves no row when the transaction fails, and refuses a version that is taken", async () => {
    const { objetId } = await store(convention())
    await expect(store(convention({ objetId, version: 1 }))).rejects.toThrow()
    const { rows } = await owner.query('select count(*)::int as n from document where "objetId" = $1', [objetId])
    expect(rows).toEqual([{ n: 1 }])
  })

  it("gives two that come at once two numbers", async () => {
    const { objetId } = await store(convention())
    const both = await Promise.all([1, 2].map(() => store(convention({ objetId }))))
    expect(both.map(({ version }) => version).sort()).toEqual([2, 3])
  })

  it("is open to a member for her own collectivité, and to no other", async () => {
    const kept = await keepBytes(bytes)
    const attach = (collectiviteId: string) =>
      write(membre({ personneId: secretaire }, mine), "souscriptions.prepare", async (tx) => {
        await tx.journal("essai")
        return attachDocument(tx, convention({ collectiviteId, etat: "en_analyse" }), kept)
      })
    const { id } = await attach(mine)
    expect(await read(membre({ personneId: secretaire }, mine), (tx) => findDocument(tx, id))).toBeNull()
    const other = (await people.collectivite("Conches")).id
    await expect(attach(other)).rejects.toThrow(/row-level security/)
  })
})
