import pg from "pg"

type Statement = <T extends pg.QueryResultRow>(query: string, ...values: unknown[]) => Promise<T[]>

/** One statement by a login of the portal, for what a browser test cannot prepare with the pages alone. */
const by =
  (variable: string): Statement =>
  async <T extends pg.QueryResultRow>(query: string, ...values: unknown[]) => {
    const client = new pg.Client({ connectionString: process.env[variable] })
    await client.connect()
    try {
      return (await client.query<T>(query, values)).rows
    } finally {
      await client.end()
    }
  }

export const identite = by("DATABASE_URL_IDENTITE")
export const agentLogin = by("DATABASE_URL_AGENT")
