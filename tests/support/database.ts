import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, inject } from "vitest"
import { closeDatabase } from "@/lib/platform/db.ts"
import { createDatabase, loginUrls, withClient } from "@/scripts/database/provision.ts"
import { PASSWORDS, TEMPLATE } from "./database-names.ts"

const adminUrl = inject("adminUrl")
const database = `essai_${process.env.VITEST_POOL_ID}`
const documents = mkdtempSync(join(tmpdir(), "portail-documents-"))

// The file before on this worker has ended: its copy goes, this file starts from the migrated template.
await withClient(adminUrl, async (admin) => {
  await admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
  await createDatabase(admin, database, TEMPLATE)
})

const urls = loginUrls(adminUrl, database, PASSWORDS)

Object.assign(process.env, {
  DATABASE_URL_MIGRATION: urls.migration,
  DATABASE_URL_MEMBRE: urls.membre,
  DATABASE_URL_AGENT: urls.agent,
  DATABASE_URL_IDENTITE: urls.identite,
  APP_URL: "http://localhost:3000",
  NEXTAUTH_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "essai: abcdefghijklmnopqrstuvwxyz 0123456789",
  DOCUMENT_KEY: Buffer.from("essai: 32 octets, sans aucun but").toString("base64"),
  DOCUMENT_DIR: documents,
  CLAMD_URL: "aucun",
  SMTP_URL: "smtp://localhost:1",
  MAIL_FROM: "Portail <portail@demo.invalid>",
  OIDC_ISSUER: "http://localhost:1",
  OIDC_CLIENT_ID: "portail",
  OIDC_CLIENT_SECRET: "secret-d-essai",
  DEMONSTRATION: "true",
})

afterAll(async () => {
  await closeDatabase()
  rmSync(documents, { recursive: true, force: true })
})
