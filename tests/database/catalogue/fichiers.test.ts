import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { PUBLIC } from "@/lib/access/context.ts"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { detachDocument } from "@/lib/catalogue/commands/documents.ts"
import { depositFichier, depositFichierVersion } from "@/lib/catalogue/commands/fichiers.ts"
import { publishVersion } from "@/lib/catalogue/commands/publish-version.ts"
import { findComplements } from "@/lib/catalogue/queries/complements.ts"
import { findFichier, findServiceDocument } from "@/lib/catalogue/queries/fichiers.ts"
import { findServiceFile } from "@/lib/catalogue/queries/manage.ts"
import { findVersion } from "@/lib/catalogue/queries/versions.ts"
import { fichiersOf } from "@/lib/catalogue/rules/versions.ts"
import { fichierInput } from "@/lib/catalogue/schema/complements.ts"
import { annexesOf } from "@/lib/conventions/rules.ts"
import { sweepDocuments } from "@/lib/documents/commands/sweep.ts"
import { readStored } from "@/lib/documents/commands/zip.ts"
import { addDays, calendarDate, today } from "@/lib/platform/dates.ts"
import { documentStorage } from "@/lib/ports/storage.ts"
import { clamd } from "@/lib/ports/virus-scan.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { openClamd } from "@/tests/support/clamd.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { succeeded } from "@/tests/support/engagements.ts"
import { asFile, docx, eicar, onePagePdf, pdf, windowsProgram } from "@/tests/support/files.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: personneId("gestionnaire") })
const support = agent({ personneId: personneId("gestionnaire") }, "support")
const SERVICE = "pack-cyber"
let scanner: Awaited<ReturnType<typeof openClamd>>

beforeAll(async () => {
  await owner.connect()
  scanner = await openClamd()
  await seed({ migrationUrl, departement: "27", today: today() })
}, 60_000)
afterAll(async () => {
  await scanner.close()
  await owner.end()
})

const ports = (url = scanner.url) => ({ storage: documentStorage(), scan: clamd({ url, timeoutMs: 5_000 }) })
const serviceFile = async () => {
  const service = await read(staff, (tx) => findServiceFile(tx, SERVICE))
  if (!service) throw new Error("no service")
  return service
}
const typed = async (fichier: File) => ({
  ...{ service: SERVICE, version: (await serviceFile()).version, fichier },
  dateLe: calendarDate("2026-03-03"),
})
const deposit = async (fichier: File, titre = "Guide") =>
  depositFichier(staff, { ...(await typed(fichier)), titre }, ports())
const shown = async () => (await read(PUBLIC, async (tx) => findComplements(tx, (await serviceFile()).id))).documents
const bytesFor = (ctx: Parameters<typeof read>[0], id: string) =>
  read(ctx, (tx) => findFichier(tx, id, { staff: ctx.kind === "agent" }))
const versionsOf = async (document: string) =>
  (await read(staff, async (tx) => findServiceDocument(tx, (await serviceFile()).id, document)))?.versions ?? []

describe("a file to read about a service", () => {
  it("is kept with its date and its digest, and read by a visitor; its next version takes its place", async () => {
    const bytes = await pdf()
    const { document } = succeeded(await deposit(asFile(bytes, "C:\\guide <1>.pdf.exe")))
    const [first] = await versionsOf(document)
    expect(first).toMatchObject({ version: 1, nom: "guide 1.pdf", dateLe: "2026-03-03" })
    expect((await shown()).find(({ id }) => id === document)).toMatchObject({ titre: "Guide", fichier: { version: 1 } })
    const stored = await bytesFor(PUBLIC, String(first?.id))
    expect(stored && Buffer.compare(await readStored(stored, documentStorage()), Buffer.from(bytes))).toBe(0)

    const same = await depositFichierVersion(staff, { ...(await typed(asFile(bytes, "b.pdf"))), document }, ports())
    expect(same).toMatchObject({ refusal: "fichier-identique" })
    const next = asFile(onePagePdf({ catalog: "/Lang (x)" }), "guide.pdf")
    succeeded(await depositFichierVersion(staff, { ...(await typed(next)), document }, ports()))
    expect((await versionsOf(document)).map(({ version }) => version)).toEqual([2, 1])
    expect(await bytesFor(PUBLIC, String(first?.id)), "an older version, that nothing annexes").toBeNull()
    expect(await bytesFor(staff, String(first?.id))).not.toBeNull()
  })

  it("is judged by its content, scanned, and refused before anything is kept", async () => {
    const files = async () => (await owner.query("select count(*)::int as n from service_fichier")).rows[0].n
    const before = await files()
    expect(await deposit(asFile(windowsProgram(), "guide.pdf"))).toMatchObject({ refusal: "fichier-refuse" })
    expect(await deposit(asFile(await docx(), "guide.pdf"))).toMatchObject({ refusal: "fichier-pdf" })
    const infected = Buffer.concat([await pdf(), Buffer.from(`\n${eicar()}`)])
    expect(await deposit(asFile(infected, "guide.pdf"))).toMatchObject({
      ...{ refusal: "fichier-refuse", details: { raison: expect.stringContaining("antivirus") } },
    })
    const { rows: traces } = await owner.query(`select "concerneId" from journal where evenement = 'document.infected'`)
    expect(traces).toEqual([{ concerneId: null }])
    const muet = depositFichier(
      staff,
      { ...(await typed(asFile(await pdf(), "guide.pdf"))), titre: "Sans analyse" },
      ports("tcp://127.0.0.1:9"),
    )
    expect(await muet).toMatchObject({ refusal: "antivirus-absent" })
    const denied = typed(asFile(windowsProgram(), "a.pdf"))
    await expect(depositFichier(support, { ...(await denied), titre: "x" }, ports())).rejects.toThrow(AccessRefused)
    expect(await files()).toBe(before)
  })

  it("asks for a title, a date and a file, each beside its field", () => {
    const issues = fichierInput.safeParse({ service: "a", version: "v", titre: "", dateLe: "2026-02-31" }).error?.issues
    expect(issues?.map(({ path }) => path.join(".")).sort()).toEqual(["dateLe", "fichier", "titre"])
  })

  it("is named with its digest by the version that freezes it, and stays readable once it is no longer shown", async () => {
    const { document } = succeeded(
      await deposit(asFile(onePagePdf({ catalog: "/Lang (annexe)" }), "conditions.pdf"), "Conditions"),
    )
    const [file] = await versionsOf(document)
    const { numero } = succeeded(
      await publishVersion(staff, { depuis: addDays(today(), 1), libelle: "Catalogue annexé", note: null }),
    )
    const version = await read(staff, (tx) => findVersion(tx, numero))
    if (!version) throw new Error("no version")
    expect(fichiersOf(version.services)).toContainEqual(
      expect.objectContaining({ titre: "Conditions", nom: "conditions.pdf", version: 1, empreinte: file?.empreinte }),
    )
    const annexe = annexesOf(version).at(-1)
    expect(annexe?.titre).toBe("Annexe : les documents du catalogue")
    expect(annexe?.lignes.map((cells) => cells[2]?.replaceAll(" ", ""))).toContain(file?.empreinte)

    const target = { service: SERVICE, version: (await serviceFile()).version, document }
    succeeded(await detachDocument(staff, target))
    expect((await shown()).some(({ id }) => id === document)).toBe(false)
    expect(await bytesFor(PUBLIC, String(file?.id)), "annexed by a published version").not.toBeNull()
  })

  it("of a service that is no longer published is read by staff and by those it serves", async () => {
    const { document } = succeeded(
      await deposit(asFile(onePagePdf({ catalog: "/Lang (retire)" }), "retire.pdf"), "Pour les clients"),
    )
    const id = String((await versionsOf(document))[0]?.id)
    const { rows } = await owner.query(`select distinct s."collectiviteId" as id from souscription s
      join service v on v.id = s."serviceId" where v.slug = '${SERVICE}' and s.etat = 'en_service' limit 1`)
    const client = membre({ personneId: personneId("secretaire.breteuil") }, rows[0].id)
    await owner.query("update service set etat = 'retire' where slug = $1", [SERVICE])
    try {
      expect(await bytesFor(PUBLIC, id)).toBeNull()
      expect(await bytesFor(client, id)).not.toBeNull()
      expect(await bytesFor(staff, id)).not.toBeNull()
    } finally {
      await owner.query("update service set etat = 'publie' where slug = $1", [SERVICE])
    }
  })

  it("is never swept nor changed", async () => {
    const { rows } = await owner.query("select adresse from service_fichier")
    const known = new Set<string>()
    const storage = {
      ...documentStorage(),
      sweep: async (_: Date, isKept: (addresses: readonly string[]) => Promise<Set<string>>) => {
        for (const kept of await isKept(rows.map(({ adresse }) => adresse))) known.add(kept)
        return 0
      },
    }
    // A part of the port: the sweep calls nothing else of it.
    await sweepDocuments(storage as never)
    expect(known.size).toBe(new Set(rows.map(({ adresse }) => adresse)).size)
    await expect(owner.query("update service_fichier set nom = 'x'")).rejects.toThrow()
    await expect(owner.query("delete from service_fichier")).rejects.toThrow()
  })
})
