import { createHash } from "node:crypto"
import { Client } from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { depositFichier } from "@/lib/catalogue/commands/fichiers.ts"
import { publishVersion } from "@/lib/catalogue/commands/publish-version.ts"
import { findServiceFile } from "@/lib/catalogue/queries/manage.ts"
import { prepareConvention } from "@/lib/conventions/commands/prepare-convention.ts"
import { produceNextActe } from "@/lib/conventions/commands/produce.ts"
import { calendarDate, today } from "@/lib/platform/dates.ts"
import { documentStorage } from "@/lib/ports/storage.ts"
import { clamd } from "@/lib/ports/virus-scan.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { openClamd } from "@/tests/support/clamd.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { bytesOf, signBoth, succeeded, testSceau } from "@/tests/support/engagements.ts"
import { asFile, onePagePdf } from "@/tests/support/files.ts"
import { inspectPdf } from "@/tests/support/pdf-tools.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const now = new Date()
const staff = agent({ personneId: personneId("gestionnaire"), facteurConfirmeLe: now })
const president = agent({ personneId: personneId("president"), facteurConfirmeLe: now }, "ordonnateur")
const MARBOIS = stableId("collectivite", "27157")
const elu = membre({ personneId: personneId("maire.breteuil"), facteurConfirmeLe: now }, MARBOIS, ["elu"])
const SERVICE = "pack-cyber"
const FILES = [
  ["Conditions d'utilisation du pack cyber", "conditions-utilisation-2026.pdf", "conditions"],
  ["Engagements de service du prestataire", "engagements-de-service.pdf", "engagements"],
] as const
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

const fileOf = (word: string) => onePagePdf({ catalog: `/Lang (${word})` })

/** A file of a service, in the catalogue. */
async function deposit(slug: string, titre: string, nom: string, bytes: Buffer) {
  const service = await read(staff, (tx) => findServiceFile(tx, slug))
  const input = { service: slug, version: service?.version ?? "", titre, dateLe: calendarDate("2026-03-03") }
  const ports = { storage: documentStorage(), scan: clamd({ url: scanner.url, timeoutMs: 5_000 }) }
  succeeded(await depositFichier(staff, { ...input, fichier: asFile(bytes, nom) }, ports))
}

async function approved(): Promise<{ souscription: string; version: number }> {
  const { rows } = await owner.query<{ id: string; version: number }>(
    `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId",
       "prixUnitaire", periodicite, "categorieTva", "tauxTva", unite)
     values ($1, $2, 'approuvee', 3, current_date + 30, 'Mairie', 'mairie@demo.invalid', $3, 14, 'mois', 'S', 20, 'poste') returning id, version`,
    [MARBOIS, stableId("service", SERVICE), personneId("maire.breteuil")],
  )
  return { souscription: String(rows[0]?.id), version: Number(rows[0]?.version) }
}

it("a convention annexes the files of its service as the catalogue in force names them, whole, in the sealed pages", async () => {
  await owner.query(
    `insert into mandat ("collectiviteId", "personneId", nom, fonction, depuis, fondement, "enregistreParId")
     values ($1, $2, 'Maire d''essai', 'Maire', current_date - 90, 'Élection', $2)`,
    [MARBOIS, personneId("maire.breteuil")],
  )
  for (const [titre, nom, word] of FILES) await deposit(SERVICE, titre, nom, fileOf(word))
  await deposit("messagerie-nom-de-domaine", "D'un autre service", "autre.pdf", fileOf("autre"))
  succeeded(await publishVersion(staff, { depuis: today(), libelle: "Catalogue annexé", note: null }))
  // In the catalogue since, and in no version yet: nothing says which bytes it is.
  await deposit(SERVICE, "Plus tard", "plus-tard.pdf", fileOf("tard"))

  const { acte } = succeeded(await prepareConvention(staff, await approved()))
  succeeded(await produceNextActe(acte))
  const sealed = await signBoth(acte, elu, president, testSceau())
  expect(sealed.contenu.annexes).toHaveLength(1)
  const bytes = await bytesOf(sealed.scelleDocumentId)
  if (process.env.KEEP_PDF) (await import("node:fs")).writeFileSync(process.env.KEEP_PDF, bytes)
  const { text, signatures, complaints, info } = inspectPdf(bytes)
  expect(complaints).toBe("")
  expect(info).toMatch(/Tagged:\s+yes/)
  expect(signatures).toContain("Signature is Valid.")
  expect(signatures).toContain("Total document signed")
  const flat = text.replace(/\s+/g, "")
  expect(flat).toContain("Annexe:lesdocumentsduservice")
  for (const [titre, nom, word] of FILES) {
    for (const said of [titre, `(${nom})`]) expect(flat).toContain(said.replace(/\s/g, ""))
    for (const part of createHash("sha256").update(fileOf(word)).digest("hex").match(/.{16}/g) ?? [])
      expect(flat).toContain(part)
  }
  expect(flat).not.toMatch(/autre\.pdf|plus-tard\.pdf/)
}, 60_000)
