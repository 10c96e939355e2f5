import { statement } from "@/lib/platform/db.ts"

/**
 * How far the database has written its log: it moves with every change, of whoever, and with hardly anything else, so
 * that who looks for work asks this one cheap question instead of each table.
 */
export async function position(): Promise<string> {
  const [row] = await statement(
    (db) => db.$queryRaw<{ lsn: string }[]>`select pg_current_wal_insert_lsn()::text as lsn`,
  )
  if (!row) throw new Error("the database does not say where it is")
  return row.lsn
}
