import type pg from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { byDependency, readTables, type Table, TENANT } from "../support/catalog.ts"
import { acting, connect, FOREIGN_KEY, PRIVILEGE, refusal } from "../support/logins.ts"
import { hashOfTenant, insertion, RowMaker } from "../support/tenant-rows.ts"

const owner = await connect("migration")
const membre = await connect("membre")
const agent = await connect("agent")
const all = byDependency(await readTables(owner))
const tenantTables = all.filter((table) => table.tenant)
const maker = new RowMaker(owner, all)

type Privilege = "SELECT" | "INSERT" | "UPDATE" | "DELETE"
const privileges = new Map<string, Set<Privilege>>()
const may = (table: Table, privilege: Privilege) => privileges.get(table.name)?.has(privilege) ?? false

let a: string
let b: string
/** A tenant with the parents of each row, where the row itself is inserted by the member login. */
let fresh: string
let before: string

beforeAll(async () => {
  a = await maker.collectivite()
  b = await maker.collectivite()
  fresh = await maker.collectivite()
  for (const table of tenantTables) {
    await maker.row(table, a)
    await maker.row(table, b)
    privileges.set(table.name, await privilegesOf(table))
  }
  before = await hashOfTenant(owner, all, b)
})

afterAll(() => Promise.all([owner.end(), membre.end(), agent.end()]))

it("finds the tenant tables and fills every one of them for two tenants", async () => {
  expect(tenantTables.length).toBeGreaterThanOrEqual(15)
  for (const table of tenantTables) {
    for (const tenant of [a, b]) {
      const { rows } = await owner.query(`select count(*)::int as n from ${table.name} where "${TENANT}" = $1`, [
        tenant,
      ])
      expect(rows, table.name).toEqual([{ n: maker.made(table, tenant) }])
      expect(maker.made(table, tenant), table.name).toBeGreaterThan(0)
    }
  }
})

/** What else a row says when it points there: only a correction points at a titre. */
const POINTING: Record<string, Record<string, unknown>> = {
  titre_collectiviteId_corrigeId_fkey: { nature: "reduction" },
  // Only the opposite row of a payment points at one.
  reglement_collectiviteId_annuleId_fkey: { genre: "annulation" },
}

describe.each(tenantTables)("$name", (table) => {
  const asA = <T>(work: () => Promise<T>) => acting(membre, { collectivites: [a] }, work)
  const run = (text: string, values: unknown[] = []) => membre.query(text, values)

  /** Runs where the login has the privilege; where it has none, the refusal must be that of the privilege. */
  async function rowCount(privilege: Privilege, statement: () => Promise<pg.QueryResult>): Promise<number> {
    if (may(table, privilege)) return (await statement()).rowCount ?? 0
    const refused = await refusal(statement())
    expect(refused.message).toMatch(/^permission denied for table/)
    return 0
  }

  it("is empty and refuses writes without a context", async () => {
    const nobody = <T>(work: () => Promise<T>) => acting(membre, {}, work)
    expect(await nobody(() => rowCount("SELECT", () => run(`select from ${table.name}`)))).toBe(0)
    expect(await nobody(() => rowCount("UPDATE", () => run(`update ${table.name} set id = id`)))).toBe(0)
    expect(await nobody(() => rowCount("DELETE", () => run(`delete from ${table.name}`)))).toBe(0)
    const row = await maker.values(table, fresh)
    expect((await nobody(() => refusal(membre.query(insertion(table, row))))).code).toBe(PRIVILEGE)
  })

  it("is empty for a connection on which nothing was ever set, and after a context ended", async () => {
    const blank = await connect("membre")
    expect(await rowCount("SELECT", () => blank.query(`select from ${table.name}`))).toBe(0)
    await blank.end()
    await asA(() => rowCount("SELECT", () => run(`select from ${table.name}`)))
    expect(await rowCount("SELECT", () => run(`select from ${table.name}`))).toBe(0)
  })

  it("shows only one's own rows: read, counted, joined, compared", async () => {
    const other = await maker.row(table, b)
    const seen = (text: string, values: unknown[] = []) => asA(() => rowCount("SELECT", () => run(text, values)))
    const one = may(table, "SELECT") ? 1 : 0
    const mine = one * maker.made(table, a)
    expect(await seen(`select from ${table.name}`)).toBe(mine)
    expect(await seen(`select from ${table.name} where id = $1`, [other.id])).toBe(0)
    expect(await seen(`select from ${table.name} where "${TENANT}" = $1`, [b])).toBe(0)
    expect(await seen(`select from ${table.name} where "${TENANT}" = $1`, [a])).toBe(mine)
    expect(
      await seen(`select from collectivite c join ${table.name} t on t."${TENANT}" = c.id where c.id = $1`, [b]),
    ).toBe(0)
    expect(await seen(`select from collectivite where id in (select "${TENANT}" from ${table.name})`)).toBe(one)
    const counted = `select from (select count(*) as n from ${table.name}) t where n = ${maker.made(table, a)}`
    expect(await seen(counted)).toBe(one)
    // A condition that fails on another tenant's row is never evaluated on it.
    expect(
      await seen(`select from ${table.name} where 1 / (case when "${TENANT}" = $1 then 1 else 0 end) = 1`, [a]),
    ).toBe(mine)
  })

  it("shows what several collectivités of one person hold, and nothing else", async () => {
    const both = acting(membre, { collectivites: [a, b] }, () =>
      rowCount("SELECT", () => run(`select from ${table.name}`)),
    )
    expect(await both).toBe(may(table, "SELECT") ? maker.made(table, a) + maker.made(table, b) : 0)
  })

  it("cannot be changed or deleted for another tenant, nor moved to one", async () => {
    const other = await maker.row(table, b)
    const changed = (privilege: Privilege, text: string) => asA(() => rowCount(privilege, () => run(text, [other.id])))
    expect(await changed("UPDATE", `update ${table.name} set id = id where id = $1`)).toBe(0)
    expect(await changed("DELETE", `delete from ${table.name} where id = $1`)).toBe(0)
    const moved = await asA(() => refusal(run(`update ${table.name} set "${TENANT}" = $1`, [b])))
    expect(moved.code).toBe(PRIVILEGE)
  })

  it("can be changed for one's own, as far as the login may", async () => {
    const mine = await maker.row(table, a)
    const update = () => run(`update ${table.name} set id = id where "${TENANT}" = $1 and id = $2`, [a, mine.id])
    expect(await asA(() => rowCount("UPDATE", update))).toBe(may(table, "UPDATE") ? 1 : 0)
  })

  it("takes a row of one's own and none of another's, as far as the login may", async () => {
    const mine = await maker.values(table, fresh)
    const asFresh = <T>(work: () => Promise<T>) => acting(membre, { collectivites: [fresh] }, work)
    const inserted = () =>
      asFresh(() => rowCount("INSERT", () => membre.query(withoutReturning(insertion(table, mine)))))
    expect(await inserted()).toBe(may(table, "INSERT") ? 1 : 0)
    const theirs = { ...(await maker.values(table, fresh)), [TENANT]: b }
    const refused = await asFresh(() => refusal(membre.query(insertion(table, theirs))))
    expect(refused.code).toBe(PRIVILEGE)
    const known = { ...(await maker.row(table, b)) }
    const upsert = insertion(table, known)
    upsert.text = upsert.text.replace(" returning *", " on conflict do nothing")
    expect((await asA(() => refusal(membre.query(upsert)))).code).toBe(PRIVILEGE)
  })

  const keys = table.foreignKeys.filter((key) => all.some((other) => other.tenant && other.name === key.target))
  it.each(keys)("cannot point at another tenant's $target, whoever writes ($name)", async (key) => {
    const parent = all.find((candidate) => candidate.name === key.target)
    if (!parent) throw new Error(key.target)
    const theirs = await maker.row(parent, b)
    const row = await maker.values(table, fresh)
    key.columns.forEach((column, index) => {
      if (column !== TENANT && table.columns.some(({ name }) => name === column))
        row[column] = theirs[String(key.targetColumns[index])]
    })
    const { text, values } = withoutReturning(insertion(table, { ...row, ...POINTING[key.name] }))
    for (const [client, allowed] of [
      [owner, true],
      [agent, true],
      [membre, may(table, "INSERT")],
    ] as const) {
      const refused = await acting(client, { collectivites: [fresh] }, async () => {
        const said = refusal(client.query(`${text}`, values).then(() => client.query("set constraints all immediate")))
        return said
      })
      expect(refused.code).toBe(allowed ? FOREIGN_KEY : PRIVILEGE)
    }
  })

  it("leaves no statistics of its values to the member login", async () => {
    await owner.query(`analyze ${table.name}`)
    expect((await run("select from pg_stats where tablename = $1", [table.name])).rowCount).toBe(0)
  })
})

it("has left every row of the other tenant as it was", async () => {
  expect(await hashOfTenant(owner, all, b)).toBe(before)
})

const withoutReturning = ({ text, values }: { text: string; values: unknown[] }) => ({
  text: text.replace(" returning *", ""),
  values,
})

async function privilegesOf(table: Table): Promise<Set<Privilege>> {
  const { rows } = await owner.query<{ p: Privilege }>(
    `select p from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) p where has_table_privilege('portail_membre', $1, p)`,
    [table.name],
  )
  return new Set(rows.map(({ p }) => p))
}
