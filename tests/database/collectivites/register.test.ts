import { randomUUID } from "node:crypto"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { exportRegister } from "@/lib/collectivites/commands/export-register.ts"
import { countRegister, listRegister } from "@/lib/collectivites/queries/register.ts"
import { REGISTER_SORTS, registerFilter } from "@/lib/collectivites/schema.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const client = new Client({ connectionString: migrationUrl })
const gestionnaire = agent({ personneId: randomUUID() })

beforeAll(async () => {
  await client.connect()
  await seed({ migrationUrl, departement: "27", today: calendarDate("2026-11-22") })
})
afterAll(() => client.end())

const list = (params: Record<string, string>, limit = 1000) =>
  read(gestionnaire, (tx) => listRegister(tx, registerFilter.parse(params), { limit, offset: 0 }))
const count = (params: Record<string, string>, bound = 1001) =>
  read(gestionnaire, (tx) => countRegister(tx, registerFilter.parse(params), bound))

describe("the register of the staff", () => {
  it.each([
    [{}, 662],
    [{ type: "commune" }, 597],
    [{ type: "epci" }, 13],
    [{ type: "syndicat", statut: "adherent" }, 51],
    [{ statut: "adherent" }, 443],
    [{ statut: "prospect" }, 219],
    [{ q: "27112" }, 1],
    [{ q: "200058246" }, 1],
    [{ q: "zzz" }, 0],
  ])("keeps %o: %i rows, listed and counted alike", async (params, expected) => {
    expect(await count(params)).toBe(expected)
    expect(await list(params)).toHaveLength(expected)
  })

  it("finds a name without its accents, words in any order", async () => {
    expect((await list({ q: "évreux" })).map(({ nom }) => nom)).toContain("Évreux")
    expect((await list({ q: "EVREUX" })).map(({ nom }) => nom)).toContain("Évreux")
    expect((await list({ q: "breteuil baux" })).map(({ nom }) => nom)).toEqual(["Les Baux-de-Breteuil"])
  })

  it("takes what is typed as words, never as a pattern", async () => {
    expect(await list({ q: "%" })).toHaveLength(662)
    expect(await list({ q: "_vreux" })).toEqual(await list({ q: "vreux" }))
  })

  it("filters by the communes of an EPCI and by band of population", async () => {
    const { rows } = await client.query<{ publicId: string; communes: number }>(
      `select e."publicId", count(*)::int as communes from collectivite c join collectivite e on e.id = c."epciId" group by 1 limit 1`,
    )
    const [epci] = rows
    expect(await count({ epci: epci?.publicId ?? "" })).toBe(epci?.communes)
    const large = await list({ strate: "10000-", type: "commune" })
    expect(large.length).toBeGreaterThan(2)
    expect(large.every(({ habitants }) => (habitants ?? 0) >= 10_000)).toBe(true)
  })

  it.each(REGISTER_SORTS)("sorts by %s, the same rows each time", async (tri) => {
    const [once, again] = [await list({ tri }), await list({ tri })]
    expect(once).toEqual(again)
    expect(once).toHaveLength(662)
  })

  it("puts the most peopled first, and what has no population last", async () => {
    const rows = await list({ tri: "-habitants" })
    const known = rows.map(({ habitants }) => habitants).filter((habitants) => habitants !== null)
    expect(known).toEqual([...known].sort((a, b) => b - a))
    expect(rows.at(-1)?.habitants).toBeNull()
  })

  it("stops counting at its bound", async () => {
    expect(await count({}, 101)).toBe(101)
  })

  it("exports what is filtered, and says so in the journal", async () => {
    const { rows, columns } = await exportRegister(gestionnaire, registerFilter.parse({ type: "epci" }))
    expect(rows).toHaveLength(13)
    expect(columns[0]).toBe("Nom")
    const trace = await client.query(
      "select apres from journal where evenement = 'repertoire.exported' order by le desc limit 1",
    )
    expect(trace.rows[0]?.apres).toMatchObject({ type: "epci", lignes: 13 })
  })

  it("gives a member nothing of another's membership or file", async () => {
    const { rows } = await client.query<{ id: string }>(`select id from collectivite where "codeInsee" = '27112'`)
    const seen = await read(membre({ personneId: randomUUID() }, rows[0]?.id ?? ""), (tx) =>
      listRegister(tx, registerFilter.parse({ statut: "adherent" }), { limit: 1000, offset: 0 }),
    )
    expect(seen.map(({ codeInsee }) => codeInsee)).toEqual(["27112"])
  })
})
