import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest"
import { migrate } from "@/scripts/database/migrate.ts"
import { provision, withClient } from "@/scripts/database/provision.ts"
import { Failure } from "@/scripts/launcher/failure.ts"
import { PASSWORDS } from "@/tests/support/database-names.ts"

const owner = () => process.env.DATABASE_URL_MIGRATION ?? ""
const query = (url: string, sql: string) => withClient(url, (client) => client.query(sql))

describe("the roles", () => {
  test("are neither superuser nor free of row-level security, and only the owner's functions need another's name", async () => {
    const roles = await query(
      owner(),
      `SELECT rolname, rolcanlogin, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS powerful
       FROM pg_roles WHERE rolname LIKE 'portail%' ORDER BY rolname`,
    )
    expect(roles.rows).toEqual(
      ["agent", "agregats", "identite", "membre", "migration"].map((name) => ({
        rolname: `portail_${name}`,
        rolcanlogin: name !== "agregats",
        powerful: false,
      })),
    )
    const members = await query(
      owner(),
      `SELECT roleid::regrole::text AS role, member::regrole::text AS member, inherit_option FROM pg_auth_members
       WHERE roleid::regrole::text LIKE 'portail%'`,
    )
    expect(members.rows).toEqual([{ role: "portail_agregats", member: "portail_migration", inherit_option: false }])
  })

  test("cannot become one another", async () => {
    for (const url of [process.env.DATABASE_URL_MEMBRE, process.env.DATABASE_URL_IDENTITE]) {
      await expect(query(url ?? "", "SET ROLE portail_agent")).rejects.toThrow(/permission denied/)
    }
  })

  test("keep their database when provisioned again, with the new passwords", async () => {
    const adminUrl = inject("adminUrl")
    const first = await provision(adminUrl, "essai_provision", PASSWORDS)
    await query(first.migration, "CREATE TABLE gardee (id int)")
    const again = await provision(adminUrl, "essai_provision", PASSWORDS)
    expect((await query(again.migration, "SELECT to_regclass('gardee') AS found")).rows[0].found).toBe("gardee")
    await query(adminUrl, "DROP DATABASE essai_provision WITH (FORCE)")
  })
})

describe("the database", () => {
  test("is closed to a login that is not one of the portal's", async () => {
    const adminUrl = inject("adminUrl")
    await query(adminUrl, "CREATE ROLE inconnu LOGIN PASSWORD 'inconnu'")
    const url = new URL(owner())
    url.username = "inconnu"
    url.password = "inconnu"
    const client = new pg.Client({ connectionString: url.href })
    await expect(client.connect()).rejects.toThrow(/permission denied for database/)
    await query(adminUrl, "DROP ROLE inconnu")
  })
})

describe("a migration", () => {
  const adminUrl = inject("adminUrl")
  const folder = mkdtempSync(join(tmpdir(), "portail-migrations-"))
  let url: string
  const write = (name: string, sql: string) => {
    mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, name, "migration.sql"), sql)
  }

  beforeAll(async () => {
    url = (await provision(adminUrl, "essai_migration", PASSWORDS)).migration
  })

  afterAll(async () => {
    await query(adminUrl, "DROP DATABASE essai_migration WITH (FORCE)")
    rmSync(folder, { recursive: true })
  })

  test("that fails leaves nothing, says why, and is tried again once repaired", async () => {
    write("20300101000000_essai", "CREATE TABLE essai_a (id int); CREATE TABLE essai_b (id inconnu);")
    const failure = await migrate(url, folder).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Failure)
    expect(String(failure)).toMatch(/20300101000000_essai.*"inconnu"/)
    expect((await query(url, "SELECT to_regclass('essai_a') AS found")).rows[0].found).toBeNull()

    write("20300101000000_essai", "CREATE TABLE essai_a (id int); DO $$ BEGIN PERFORM 1; PERFORM 2; END $$;")
    expect(await migrate(url, folder)).toEqual(["20300101000000_essai"])
    expect(await migrate(url, folder)).toEqual([])
  })
})
