import { randomUUID } from "node:crypto"
import { Client } from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { type CollectiviteId, systeme } from "@/lib/access/context.ts"
import { read, write } from "@/lib/access/door.ts"
import { scanNextDocument } from "@/lib/documents/commands/scan-waiting.ts"
import { storeDocument } from "@/lib/documents/commands/store.ts"
import { findDocument } from "@/lib/documents/queries/stored.ts"
import { documentStorage } from "@/lib/ports/storage.ts"
import { clamd, type VirusScanPort } from "@/lib/ports/virus-scan.ts"
import { openClamd } from "@/tests/support/clamd.ts"
import { eicar } from "@/tests/support/files.ts"
import { freePort } from "@/tests/support/free-port.ts"
import { People } from "@/tests/support/people.ts"

const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
const people = new People(owner)
const job = systeme("essai", "operateur")
let mine: CollectiviteId
let real: Awaited<ReturnType<typeof openClamd>>

beforeAll(async () => {
  await owner.connect()
  real = await openClamd()
  mine = (await people.collectivite("Breteuil")).id
}, 60_000)
afterAll(async () => {
  await real.close()
  await owner.end()
})

const waiting = async (bytes: Buffer): Promise<string> => {
  const { id } = await write(job, "documents.store", async (tx) => {
    await tx.journal("essai")
    const document = {
      collectiviteId: mine,
      genre: "autre",
      titre: "Essai",
      nom: "a.pdf",
      mediaType: "application/pdf",
    } as const
    return storeDocument(tx, { ...document, etat: "en_analyse" }, bytes)
  })
  return id
}
const scan = (port: VirusScanPort | null) => scanNextDocument({ storage: documentStorage(), scan: port })
const row = async (id: string) =>
  (
    await owner.query(`select etat, "analyseEssais", "analyseSignature", "cleEnveloppee" from document where id = $1`, [
      id,
    ])
  ).rows[0]
const readable = async (id: string) => (await read(job, (tx) => findDocument(tx, id))) !== null

it("leaves what waits out of reach while nobody scans: no scanner, none that answers", async () => {
  const id = await waiting(Buffer.from(randomUUID()))
  expect((await scan(null)).ok).toBe(false)
  expect((await scan(clamd({ url: `tcp://localhost:${await freePort()}` }))).ok).toBe(false)
  expect(await row(id)).toMatchObject({ etat: "en_analyse", analyseEssais: 0 })
  expect(await readable(id)).toBe(false)
  expect(await scan(clamd({ url: real.url }))).toEqual({ ok: true, value: { etat: "sain" } })
  expect(await row(id)).toMatchObject({ etat: "disponible" })
  expect(await readable(id)).toBe(true)
})

it("refuses an infected one for ever, throws its key away, and names what was found in the journal", async () => {
  const id = await waiting(Buffer.from(`début ${eicar()}`))
  expect(await scan(clamd({ url: real.url }))).toEqual({ ok: true, value: { etat: "infecte" } })
  expect(await row(id)).toMatchObject({
    etat: "infecte",
    cleEnveloppee: null,
    analyseSignature: expect.stringContaining("Eicar"),
  })
  expect(await readable(id)).toBe(false)
  const { rows } = await owner.query(
    `select "concerneId" from journal where evenement = 'document.infected' and objet = $1`,
    [`document/${id}`],
  )
  expect(rows).toEqual([{ concerneId: mine }])
})

it("passes to the next when the scanner stumbles on one, and two workers never take the same", async () => {
  const stumbling = await waiting(Buffer.from("fait trébucher"))
  const scanner = clamd({ url: real.url })
  const picky: VirusScanPort = {
    answers: () => scanner.answers(),
    scan: (bytes) =>
      Buffer.from(bytes).includes("trébucher")
        ? Promise.resolve({ etat: "indisponible", cause: "size limit exceeded. ERROR" })
        : scanner.scan(bytes),
  }
  expect(await scan(picky)).toMatchObject({ ok: true, value: { etat: "indisponible" } })
  const others = await Promise.all([1, 2].map((rank) => waiting(Buffer.from(`sain ${rank}`))))
  const answers = await Promise.all([scan(picky), scan(picky)])
  expect(answers).toMatchObject([{ value: { etat: "sain" } }, { value: { etat: "sain" } }])
  for (const id of others) expect(await row(id)).toMatchObject({ etat: "disponible" })
  expect(await row(stumbling)).toMatchObject({ etat: "en_analyse", analyseEssais: 1 })
})
