import { randomUUID } from "node:crypto"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type CollectiviteId, type PersonneId, systeme } from "@/lib/access/context.ts"
import { AccessRefused, read, write } from "@/lib/access/door.ts"
import { changeRegle, destroyDocument, recordLegalite, recordVisa } from "@/lib/documents/commands/legality.ts"
import { storeDocument } from "@/lib/documents/commands/store.ts"
import { sweepDocuments } from "@/lib/documents/commands/sweep.ts"
import { findDocumentFile, listRegles } from "@/lib/documents/queries/file.ts"
import { findDocument } from "@/lib/documents/queries/stored.ts"
import { listLateTransmissions } from "@/lib/documents/queries/transmissions.ts"
import type { DocumentGenre } from "@/lib/documents/types.ts"
import { addDays, calendarDate, today } from "@/lib/platform/dates.ts"
import { documentStorage } from "@/lib/ports/storage.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { People } from "@/tests/support/people.ts"

const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
const people = new People(owner)
let mine: { id: CollectiviteId; publicId: string }
let who: PersonneId

beforeAll(async () => {
  await owner.connect()
  mine = await people.collectivite("Breteuil")
  who = await people.personne()
})
afterAll(() => owner.end())

const staff = (role: "gestionnaire" | "administrateur" | "support" = "gestionnaire") => agent({ personneId: who }, role)

const stored = async (genre: DocumentGenre, acteLe = "2000-01-01"): Promise<string> => {
  const { id } = await write(systeme("essai", "operateur"), "documents.store", async (tx) => {
    await tx.journal("essai")
    const document = { collectiviteId: mine.id, genre, titre: "Essai", nom: "a.pdf", mediaType: "application/pdf" }
    return storeDocument(tx, { ...document, acteLe: new Date(acteLe) }, Buffer.from(randomUUID()))
  })
  return id
}

const target = (document: string) => ({ collectivite: mine.publicId, document })
const visa = (document: string) =>
  recordVisa(staff(), {
    ...target(document),
    numero: "2026-45",
    viseLe: today(),
    visePar: "Directrice des archives départementales",
  })
const destroy = (document: string) => destroyDocument(staff(), { ...target(document), confirmation: "oui" })
const dates = (document: string, over = {}) =>
  recordLegalite(staff(), {
    ...target(document),
    version: 0,
    transmisLe: calendarDate("2026-03-04"),
    recuLe: calendarDate("2026-03-05"),
    actesNumero: "027-212701120-20260303-2026_12-DE",
    finLe: null,
    ...over,
  })

describe("the control of legality", () => {
  it("keeps the dates of one document, and tells the second of two people", async () => {
    const id = await stored("deliberation")
    expect((await dates(id)).ok).toBe(true)
    expect(await dates(id)).toMatchObject({ refusal: "deja-change" })
    expect((await dates(id, { version: 1, recuLe: calendarDate("2026-03-06") })).ok).toBe(true)
    expect(await dates(id, { version: 1 })).toMatchObject({ refusal: "deja-change" })
    const file = await read(staff(), (tx) => findDocumentFile(tx, mine.id, id))
    expect(file?.legalite).toMatchObject({ transmisLe: "2026-03-04", recuLe: "2026-03-06", version: 2 })
  })

  it("shows an act whose dates nobody recorded after fifteen days, until the receipt is", async () => {
    const id = await stored("deliberation", addDays(today(), -16))
    const young = await stored("convention", addDays(today(), -15))
    const rapport = await stored("rapport", "2020-01-01")
    const late = async () =>
      (await read(staff(), (tx) => listLateTransmissions(tx, today(), 1000))).filter((row) =>
        [id, young, rapport].includes(row.id),
      )
    expect(await late()).toMatchObject([
      { id, publicId: mine.publicId, attend: "transmission", avant: addDays(today(), -1) },
    ])
    await dates(id, { transmisLe: addDays(today(), -16), recuLe: null })
    expect(await late()).toMatchObject([{ id, attend: "reception" }])
    await dates(id, { version: 1, transmisLe: addDays(today(), -16), recuLe: addDays(today(), -15) })
    expect(await late()).toEqual([])
    const attente = (document: string) =>
      read(membre({ personneId: who }, mine.id), async (tx) => (await findDocumentFile(tx, mine.id, document))?.attente)
    expect(await attente(young)).toEqual({ attend: "transmission", avant: today() })
    expect(await attente(id)).toBeNull()
    expect(await attente(rapport)).toBeNull()
  })

  it("never receives before it transmits: the database refuses too", async () => {
    const id = await stored("deliberation")
    const backwards = owner.query(
      `insert into document_legalite ("collectiviteId", "documentId", "transmisLe", "recuLe", "majParId") values ($1, $2, '2026-03-05', '2026-03-04', $3)`,
      [mine.id, id, who],
    )
    await expect(backwards).rejects.toThrow(/document_legalite_recue/)
  })

  it("knows no document of an address that is not its collectivité's", async () => {
    const other = await people.collectivite("Conches")
    const id = await stored("deliberation")
    const answer = await recordLegalite(staff(), {
      ...target(id),
      collectivite: other.publicId,
      version: 0,
      transmisLe: null,
      recuLe: null,
      actesNumero: null,
      finLe: null,
    })
    expect(answer).toMatchObject({ refusal: "document-inconnu" })
  })
})

describe("a destruction", () => {
  it("waits for the visa, then leaves the row, no key, and after the sweep no bytes", async () => {
    const id = await stored("titre")
    expect(await destroy(id)).toMatchObject({ refusal: "sans-visa" })
    expect((await visa(id)).ok).toBe(true)
    expect(await visa(id)).toMatchObject({ refusal: "deja-vise" })
    expect((await destroy(id)).ok).toBe(true)
    expect(await destroy(id)).toMatchObject({ refusal: "pas-disponible" })
    const { rows } = await owner.query(`select etat, "cleEnveloppee", adresse from document where id = $1`, [id])
    expect(rows[0]).toMatchObject({ etat: "detruit", cleEnveloppee: null })
    expect(await read(staff(), (tx) => findDocument(tx, id))).toBeNull()
    const storage = documentStorage()
    const old = {
      ...storage,
      sweep: (_: Date, kept: Parameters<typeof storage.sweep>[1]) => storage.sweep(new Date(Date.now() + 1000), kept),
    }
    expect((await sweepDocuments(old)).ok).toBe(true)
    expect(await storage.get(rows[0].adresse)).toBeNull()
  })

  it("is refused before its time, and of what is kept for ever, visa or not", async () => {
    const [young, kept, running] = [
      await stored("titre", today()),
      await stored("deliberation"),
      await stored("convention"),
    ]
    for (const id of [young, kept, running]) await visa(id)
    expect(await destroy(young)).toMatchObject({ refusal: "trop-tot" })
    expect(await destroy(kept)).toMatchObject({ refusal: "a-conserver" })
    // A convention counts from its end, which nobody has recorded; then from the day recorded.
    expect(await destroy(running)).toMatchObject({ refusal: "trop-tot" })
    await dates(running, { finLe: calendarDate("2010-12-31") })
    expect((await destroy(running)).ok).toBe(true)
  })

  it("is refused by the database to whoever goes round the command", async () => {
    const force = (id: string, by = owner) =>
      by.query(`update document set etat = 'detruit', "cleEnveloppee" = null where id = $1`, [id])
    await expect(force(await stored("titre"))).rejects.toThrow(/visa des archives/)
    const [young, kept, running] = [
      await stored("titre", today()),
      await stored("deliberation"),
      await stored("convention"),
    ]
    for (const id of [young, kept, running]) await visa(id)
    await expect(force(young)).rejects.toThrow(/durée de conservation/)
    await expect(force(kept)).rejects.toThrow(/se conserve/)
    await expect(force(running)).rejects.toThrow(/durée de conservation/)
    await expect(owner.query("delete from document where id = $1", [kept])).rejects.toThrow()
    await expect(owner.query(`update document set titre = 'autre' where id = $1`, [kept])).rejects.toThrow(
      /ne change pas/,
    )
    await expect(owner.query(`update document set "cleEnveloppee" = '\\x00' where id = $1`, [kept])).rejects.toThrow(
      /clé/,
    )
    await expect(owner.query(`update visa_archives set numero = 'x'`)).rejects.toThrow()
  })

  it("is for the gestionnaire and the administrateur alone", async () => {
    const id = await stored("titre")
    const support = destroyDocument(staff("support"), { ...target(id), confirmation: "oui" })
    await expect(support).rejects.toThrow(AccessRefused)
  })
})

describe("the durations of keeping", () => {
  it("have a legal source each, and change by one person at a time, with a trace", async () => {
    const regles = await read(staff(), listRegles)
    expect(regles.map(({ genre }) => genre)).toContain("deliberation")
    expect(regles.every(({ source }) => source.length > 20)).toBe(true)
    const input = {
      genre: "rapport",
      version: 1,
      dureeAns: 5,
      depart: "acte",
      sortFinal: "trier",
      source: "Accord du 3 mars 2026",
    } as const
    expect((await changeRegle(staff("administrateur"), input)).ok).toBe(true)
    expect(await changeRegle(staff("administrateur"), input)).toMatchObject({ refusal: "deja-change" })
    await expect(changeRegle(staff(), input)).rejects.toThrow(AccessRefused)
    const { rows } = await owner.query(`select avant, apres from journal where evenement = 'conservation.changed'`)
    expect(rows).toMatchObject([{ avant: { dureeAns: 10 }, apres: { dureeAns: 5 } }])
  })

  it("reach the day: one day before, a titre of ten years is still refused", async () => {
    const tenYears = calendarDate(`${Number(today().slice(0, 4)) - 10}${today().slice(4)}`)
    const [due, early] = [await stored("titre", tenYears), await stored("titre", addDays(tenYears, 1))]
    for (const id of [due, early]) await visa(id)
    expect(await destroy(early)).toMatchObject({ refusal: "trop-tot" })
    expect((await destroy(due)).ok).toBe(true)
  })
})
