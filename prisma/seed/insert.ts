import type { Client } from "pg"

type Value = string | number | boolean | null | string[] | Record<string, unknown> | Record<string, unknown>[]
export type Row = Record<string, Value>

/** One statement a set of columns, whatever the number of rows: what a row leaves out keeps the default of its table. */
export async function insert(client: Client, table: string, rows: readonly Row[]): Promise<number> {
  let inserted = 0
  for (const [columns, alike] of Map.groupBy(rows, columnsOf)) {
    const { rowCount } = await client.query(
      `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`,
      [JSON.stringify(alike)],
    )
    inserted += rowCount ?? 0
  }
  return inserted
}

const columnsOf = (row: Row): string =>
  Object.keys(row)
    .sort()
    .map((name) => `"${name}"`)
    .join(", ")
