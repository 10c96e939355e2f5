import { randomBytes } from "node:crypto"
import pg from "pg"
import { hashToken } from "@/lib/access/session.ts"

/** A session of this person as the cookie of a request; made by the identity login, without the pages of sign-in. */
export async function openSession(courriel: string, options: { factor?: boolean } = {}): Promise<string> {
  const token = randomBytes(32).toString("hex")
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL_IDENTITE })
  await client.connect()
  try {
    const { rowCount } = await client.query(
      `insert into session ("jetonHache", "personneId", "expireLe", "facteurConfirmeLe", navigateur)
       select $1, id, now() + interval '1 hour', case when $3 then now() end, 'essai' from personne where courriel = $2`,
      [hashToken(token), courriel, options.factor ?? false],
    )
    if (rowCount !== 1) throw new Error(`${courriel} is nobody`)
  } finally {
    await client.end()
  }
  return `next-auth.session-token=${token}`
}
