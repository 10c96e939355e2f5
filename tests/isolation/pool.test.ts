import { setTimeout as wait } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type CollectiviteId, PUBLIC, systeme } from "@/lib/access/context.ts"
import { read, type Tx, write } from "@/lib/access/door.ts"
import { closeDatabase, transaction } from "@/lib/platform/db.ts"
import { byDependency, readTables } from "../support/catalog.ts"
import { membre } from "../support/contexts.ts"
import { connect } from "../support/logins.ts"
import { RowMaker } from "../support/tenant-rows.ts"

const TENANTS = 12
const owner = await connect("migration")
const tables = byDependency(await readTables(owner))
const fiche = tables.find(({ name }) => name === "fiche")
const personneId = "0192f000-0000-7000-8000-000000000001"
const tenants: CollectiviteId[] = []

beforeAll(async () => {
  // Two connections for twelve tenants: each connection changes hands all the time.
  process.env.DATABASE_POOL_SIZE = "2"
  const maker = new RowMaker(owner, tables)
  for (let n = 0; n < TENANTS; n++) {
    const id = await maker.collectivite()
    if (fiche) await maker.row(fiche, id)
    tenants.push(id as CollectiviteId)
  }
})

afterAll(async () => {
  await closeDatabase()
  await owner.end()
})

const seenBy = async (tx: Tx): Promise<string[]> =>
  (await tx.$queryRaw<{ id: string }[]>`select "collectiviteId"::text as id from fiche`).map(({ id }) => id)

const pause = (tx: Tx, seconds: number) => tx.$queryRaw`select 1 as un from (select pg_sleep(${seconds}::float8)) p`

const contextOf = (tenant: string) => membre({ personneId }, tenant)

class Surprise extends Error {}

/** What a request may come to: its answer, an error of ours, one of the database, a time limit, a cancelled statement. */
const ACTS: Record<string, (tenant: CollectiviteId) => Promise<unknown>> = {
  read: (tenant) =>
    read(contextOf(tenant), async (tx) => {
      expect(await seenBy(tx)).toEqual([tenant])
      await pause(tx, 0.005)
      expect(await seenBy(tx)).toEqual([tenant])
    }),
  write: (tenant) =>
    write(contextOf(tenant), "souscriptions.prepare", async (tx) => {
      await tx.$executeRaw`update fiche set ville = ${tenant}`
      await tx.journal("fiche.completed", { concerneId: tenant })
    }),
  job: (tenant) => read(systeme("essai", [tenant]), async (tx) => expect(await seenBy(tx)).toEqual([tenant])),
  visitor: () => read(PUBLIC, async (tx) => expect(await seenBy(tx)).toEqual([])),
  thrown: (tenant) =>
    read(contextOf(tenant), async (tx) => {
      await seenBy(tx)
      throw new Surprise()
    }),
  refused: (tenant) =>
    write(contextOf(tenant), "souscriptions.prepare", async (tx) => {
      await tx.$executeRaw`update fiche set telephone = 'refused'`
      return { ok: false as const, refusal: "non" }
    }),
  "database error": (tenant) =>
    read(contextOf(tenant), async (tx) => {
      await seenBy(tx)
      await tx.$queryRaw`select 1 / 0 as rien`
    }),
  "statement timeout": (tenant) =>
    read(contextOf(tenant), async (tx) => {
      await tx.$queryRaw`select set_config('statement_timeout', '15', true)`
      await pause(tx, 30)
    }),
  "transaction timeout": (tenant) =>
    write(
      contextOf(tenant),
      "souscriptions.prepare",
      async (tx) => {
        await tx.$executeRaw`update fiche set telephone = 'timeout'`
        await pause(tx, 0.08)
        await tx.journal("fiche.completed", { concerneId: tenant })
      },
      { timeoutMs: 20 },
    ),
  cancelled: (tenant) =>
    read(contextOf(tenant), async (tx) => {
      const [own] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`
      const killer = await connect("membre")
      let sleeping = true
      // Again and again: a cancellation that comes before its statement is lost. All of them before the transaction ends.
      const cancelling = (async () => {
        for (; sleeping; await wait(15)) await killer.query("select pg_cancel_backend($1)", [own?.pid])
      })()
      try {
        await pause(tx, 30)
      } finally {
        sleeping = false
        await cancelling
        await killer.end()
      }
    }),
  "lost connection": (tenant) =>
    read(contextOf(tenant), async (tx) => {
      const [own] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`
      const killer = await connect("membre")
      await killer.query("select pg_terminate_backend($1)", [own?.pid])
      await killer.end()
      await seenBy(tx)
    }),
}
const FAILING = ["thrown", "database error", "statement timeout", "transaction timeout", "cancelled", "lost connection"]

describe("the pool", () => {
  it("keeps contexts apart while many tenants share two connections and requests fail in every way", async () => {
    const names = Object.keys(ACTS)
    const calls = Array.from({ length: 20 * names.length }, (_, n) => ({
      name: String(names[(n * 7) % names.length]),
      tenant: tenants[(n * 5) % TENANTS] as CollectiviteId,
    }))
    const outcomes = await throttled(calls, 6, async ({ name, tenant }) => ({
      name,
      failure: await Promise.resolve(ACTS[name]?.(tenant)).then(
        () => null,
        (error: unknown) => error,
      ),
    }))
    for (const { name, failure } of outcomes) {
      if (FAILING.includes(name)) expect(failure, name).not.toBeNull()
      else expect(failure, name).toBeNull()
    }
    expect(await strayRows()).toBe(0)
  }, 60_000)

  it.each(Object.keys(ACTS))("leaves no context behind on its connection: %s", async (name) => {
    await ACTS[name]?.(tenants[0] as CollectiviteId).catch(() => {})
    for (let n = 0; n < 4; n++) {
      // Not through the door, which would set its own: what the next user of the connection would find.
      const left = await transaction("membre", async (tx) => ({
        seen: await tx.$queryRaw`select id from fiche`,
        settings: await tx.$queryRaw`select nullif(current_setting('app.collectivites', true), '') as tenant,
          nullif(current_setting('app.personne', true), '') as personne, current_setting('role') as role,
          current_setting('transaction_read_only') as "readOnly"`,
      }))
      expect(left).toEqual({ seen: [], settings: [{ tenant: null, personne: null, role: "none", readOnly: "off" }] })
    }
  })

  it("answers a query made after its transaction ended with an error, not with another's rows", async () => {
    let kept: Tx | undefined
    await read(contextOf(String(tenants[0])), async (tx) => {
      kept = tx
    })
    await expect(seenBy(kept as Tx)).rejects.toThrow(/[Tt]ransaction/)
  })

  it("refuses a change inside a read", async () => {
    const changed = read(contextOf(String(tenants[0])), (tx) => tx.$executeRaw`update fiche set telephone = 'read'`)
    await expect(changed).rejects.toThrow(/read-only/)
  })
})

/** What a failed write would have left. */
async function strayRows(): Promise<number> {
  const { rowCount } = await owner.query(
    `select from fiche where "collectiviteId" = any ($1) and (telephone in ('refused', 'timeout') or ville <> "collectiviteId"::text)`,
    [tenants],
  )
  return rowCount ?? 0
}

async function throttled<I, O>(items: readonly I[], width: number, work: (item: I) => Promise<O>): Promise<O[]> {
  const queue = [...items]
  const done: O[] = []
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) done.push(await work(item))
  }
  await Promise.all(Array.from({ length: width }, lane))
  return done
}
