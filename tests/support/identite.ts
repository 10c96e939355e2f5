import pg from "pg"

/** One statement by the identity login, for what a browser test cannot prepare with the pages alone. */
export async function identite<T extends pg.QueryResultRow>(query: string, ...values: unknown[]): Promise<T[]> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL_IDENTITE })
  await client.connect()
  try {
    return (await client.query<T>(query, values)).rows
  } finally {
    await client.end()
  }
}
