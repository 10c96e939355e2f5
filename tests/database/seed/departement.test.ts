import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { seed } from "@/prisma/seed/seed.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const client = new Client({ connectionString: migrationUrl })

beforeAll(() => client.connect())
afterAll(() => client.end())

describe("another département", () => {
  it("that does not exist leaves nothing behind", async () => {
    await expect(seed({ migrationUrl, departement: "99" })).rejects.toThrow("99")
    expect((await client.query("select from operateur")).rowCount).toBe(0)
    expect((await client.query("select from collectivite")).rowCount).toBe(0)
  })

  it("has its own operator, all of its communes as prospects, and nobody's data", async () => {
    const report = await seed({ migrationUrl, departement: "61" })
    expect(report).toMatchObject({ loaded: true, adherents: 0 })
    const { rows } = await client.query(`select distinct a.statut, c.departement from collectivite c
      join adhesion a on a."collectiviteId" = c.id where c.type = 'commune'`)
    expect(rows).toEqual([{ statut: "prospect", departement: "61" }])
    const { rows: operateur } = await client.query("select nom from operateur")
    expect(operateur).toEqual([{ nom: "Opérateur du département 61 (démonstration)" }])
    for (const table of ["souscription", "cotisation_reprise", "rattachement", "service", "budget"]) {
      expect((await client.query(`select from "${table}"`)).rowCount, table).toBe(0)
    }
    expect((await client.query("select from agent")).rowCount).toBe(6)
  })

  it("names nothing of the first operator", async () => {
    const { rows } = await client.query(
      `select string_agg(o::text, ' ') || (select string_agg(c::text, ' ') from collectivite c) as text from operateur o`,
    )
    expect(rows[0].text).not.toMatch(/Eure|Évreux/)
  })
})
