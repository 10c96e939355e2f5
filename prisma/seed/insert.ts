import type { Client } from "pg"

type Value = string | number | boolean | null | string[] | Record<string, unknown> | Record<string, unknown>[]
export type Row = Record<string, Value>

/** One statement a table, whatever the number of rows. All rows of a call have the keys of the first. */
export async function insert(client: Client, table: string, rows: readonly Row[]): Promise<number> {
  const [first] = rows
  if (!first) return 0
  const columns = Object.keys(first)
    .map((name) => `"${name}"`)
    .join(", ")
  const { rowCount } = await client.query(
    `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`,
    [JSON.stringify(rows)],
  )
  return rowCount ?? 0
}
