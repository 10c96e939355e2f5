import { randomUUID } from "node:crypto"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { CollectiviteId, PersonneId } from "@/lib/access/context.ts"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { type Deposit, depositDocument } from "@/lib/documents/commands/deposit.ts"
import { findDocument } from "@/lib/documents/queries/stored.ts"
import { today } from "@/lib/platform/dates.ts"
import { documentStorage } from "@/lib/ports/storage.ts"
import { clamd } from "@/lib/ports/virus-scan.ts"
import { openClamd } from "@/tests/support/clamd.ts"
import { membre } from "@/tests/support/contexts.ts"
import { asFile, docx, eicar, onePagePdf, pdf, pdfBomb, windowsProgram } from "@/tests/support/files.ts"
import { freePort } from "@/tests/support/free-port.ts"
import { People } from "@/tests/support/people.ts"

const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
const people = new People(owner)
let mine: CollectiviteId
let secretaire: PersonneId
let scanner: Awaited<ReturnType<typeof openClamd>>

beforeAll(async () => {
  await owner.connect()
  scanner = await openClamd()
  mine = (await people.collectivite("Breteuil")).id
  secretaire = await people.personne()
}, 60_000)
afterAll(async () => {
  await scanner.close()
  await owner.end()
})

const ctx = () => membre({ personneId: secretaire }, mine)
const ports = (url = scanner.url) => ({ storage: documentStorage(), scan: clamd({ url, timeoutMs: 5_000 }) })

const deposit = (fichier: File, over: Partial<Deposit> = {}, url?: string) =>
  depositDocument(
    ctx(),
    {
      collectiviteId: mine,
      genre: "deliberation",
      titre: "Adhésion au syndicat",
      acteLe: today(),
      acteNumero: "2026-12",
      fichier,
      ...over,
    },
    ports(url),
  )

const documents = async () => (await owner.query("select count(*)::int as n from document")).rows[0].n

describe("depositing", () => {
  it("files a scanned PDF under a clean name, with its act, and a trace; then its next version", async () => {
    const first = await deposit(asFile(await pdf(), "C:\\mairie\\délib <12>.pdf.exe"))
    if (!first.ok) throw new Error(first.refusal)
    expect(first.value).toMatchObject({ version: 1, etat: "disponible" })
    const { rows } = await owner.query(
      `select nom, "mediaType", "acteNumero", "deposeParId", etat from document where id = $1`,
      [first.value.id],
    )
    expect(rows).toEqual([
      {
        nom: "délib 12.pdf",
        mediaType: "application/pdf",
        acteNumero: "2026-12",
        deposeParId: secretaire,
        etat: "disponible",
      },
    ])
    const { rows: traces } = await owner.query(`select "concerneId" from journal where objet = $1`, [
      `document/${first.value.id}`,
    ])
    expect(traces).toEqual([{ concerneId: mine }])
    const next = await deposit(asFile(await pdf(), "b.pdf"), { remplace: first.value.id })
    expect(next).toMatchObject({ ok: true, value: { version: 2, objetId: first.value.objetId } })
  })

  it("is refused to who may not, before anything is read", async () => {
    // A role that the type does not know, as a forged session would bear.
    const lecteur = membre({ personneId: secretaire }, mine, ["lecteur" as never])
    const fichier = asFile(windowsProgram(), "a.pdf")
    const refused = depositDocument(lecteur, {
      collectiviteId: mine,
      genre: "autre",
      titre: "x",
      acteLe: null,
      acteNumero: null,
      fichier,
    })
    await expect(refused).rejects.toThrow(AccessRefused)
  })

  it("never replaces another collectivité's document, nor one that the portal made, nor one of another genre", async () => {
    const { rows } = await owner.query(
      `insert into document ("collectiviteId", genre, "objetId", titre, nom, recherche, "mediaType", taille, empreinte, adresse, "cleEnveloppee")
       values ($1, 'charte', $2, 't', 'n', 'r', 'm', 1, 'e', 'a', '\\x00') returning id`,
      [mine, randomUUID()],
    )
    const fichier = asFile(await pdf(), "a.pdf")
    for (const remplace of [String(rows[0].id), randomUUID()]) {
      expect(await deposit(fichier, { genre: "charte", remplace })).toMatchObject({ refusal: "document-inconnu" })
    }
  })
})

describe("refusing", () => {
  const cases: [string, () => Promise<File> | File, string][] = [
    ["a file of 26 MB", () => asFile(Buffer.alloc(26 * 1024 * 1024), "a.pdf"), "fichier-trop-gros"],
    ["an empty file", () => asFile(Buffer.alloc(0), "a.pdf"), "fichier-vide"],
    ["a program renamed to .pdf", () => asFile(windowsProgram(), "deliberation.pdf"), "fichier-programme"],
    ["a bomb", () => asFile(pdfBomb(220), "a.pdf"), "fichier-bombe"],
    ["an encrypted PDF", async () => asFile(await pdf({ userPassword: "x" }), "a.pdf"), "pdf-chiffre"],
    ["an act that is no PDF", async () => asFile(await docx(), "a.docx"), "fichier-acte"],
    [
      "a PDF with code",
      () => asFile(onePagePdf({ catalog: "/OpenAction << /S /JavaScript /JS (1) >>" }), "a.pdf"),
      "pdf-javascript",
    ],
  ]
  it.each(cases)("leaves nothing of %s", async (_what, fichier, refusal) => {
    const before = await documents()
    expect(await deposit(await fichier())).toMatchObject({ ok: false, refusal })
    expect(await documents()).toBe(before)
  })

  it("keeps no infected file, and leaves a trace that names what was found", async () => {
    const infected = Buffer.concat([await pdf(), Buffer.from(`\n${eicar()}`)])
    const before = await documents()
    const answer = await deposit(asFile(infected, "facture.pdf"))
    expect(answer).toMatchObject({
      ok: false,
      refusal: "fichier-infecte",
      details: { signature: expect.stringContaining("Eicar") },
    })
    expect(await documents()).toBe(before)
    const { rows } = await owner.query(`select "concerneId", apres from journal where evenement = 'document.infected'`)
    expect(rows).toEqual([
      { concerneId: mine, apres: expect.objectContaining({ nom: "facture.pdf", deposeParId: secretaire }) },
    ])
  })
})

describe("without an answer from the scanner", () => {
  it("keeps the file out of everybody's reach", async () => {
    const answer = await deposit(asFile(await pdf(), "a.pdf"), {}, `tcp://localhost:${await freePort()}`)
    if (!answer.ok) throw new Error(answer.refusal)
    expect(answer.value.etat).toBe("en_analyse")
    expect(await read(ctx(), (tx) => findDocument(tx, answer.value.id))).toBeNull()
  })
})
