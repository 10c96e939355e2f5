import { transaction } from "@/lib/platform/db.ts"
import { env } from "@/lib/platform/env.ts"
import { keyedHash } from "./secrets.ts"

/** How often within a sliding window, by what is counted. Mairies of one EPCI may share a network address. */
export const LIMITS = {
  "lien.compte": { max: 5, minutes: 15 },
  "lien.reseau": { max: 100, minutes: 15 },
  "retour.reseau": { max: 300, minutes: 15 },
  "facteur.compte": { max: 5, minutes: 15 },
  "demande.compte": { max: 5, minutes: 60 },
} as const

export type Limit = keyof typeof LIMITS

/**
 * Counts one attempt; false when the window is full. The value may be an address that nobody has: it counts the same.
 * A refused attempt is not counted, so that somebody else's insistence ends with the window.
 */
export function attempt(limit: Limit, value: string): Promise<boolean> {
  const { max, minutes } = LIMITS[limit]
  const key = keyedHash(env().NEXTAUTH_SECRET, "tentatives", `${limit}:${value}`)
  return transaction("identite", async (tx) => {
    // One at a time for one key: parallel attempts cannot slip through the count together.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`
    await tx.$executeRaw`delete from tentative_connexion where cle = ${key} and le <= now() - make_interval(mins => ${minutes}::int)`
    const inserted = await tx.$executeRaw`insert into tentative_connexion (cle, le)
      select ${key}, clock_timestamp() where (select count(*) from tentative_connexion where cle = ${key}) < ${max}`
    return inserted === 1
  })
}
