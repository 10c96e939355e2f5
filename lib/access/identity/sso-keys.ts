import { generateKeyPair, randomUUID } from "node:crypto"
import { promisify } from "node:util"
import { z } from "zod"
import { env } from "@/lib/platform/env.ts"
import { identite } from "./factors.ts"
import { keyedHash, seal, unseal } from "./secrets.ts"

/** A key signs for this long, then stays published for a day: what it signed has expired long before. */
const SIGNING_DAYS = 90
const PUBLISHED_DAYS = SIGNING_DAYS + 1

const jwk = z.looseObject({ kty: z.literal("RSA"), kid: z.string() })
export type SigningKey = z.infer<typeof jwk>

/** The provider's signing keys, the one that signs first. Made at the first need, and again when the newest is old. */
export const findSigningKeys = (now: Date): Promise<SigningKey[]> =>
  identite(async (tx) => {
    // Two processes that start together make one key.
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended('cle_sso', 0))::text`
    await tx.cleSso.deleteMany({ where: { creeLe: { lt: daysBefore(now, PUBLISHED_DAYS) } } })
    const rows = await tx.cleSso.findMany({ orderBy: { creeLe: "desc" } })
    const [newest] = rows
    const known = rows.map(({ id, contenuChiffre }) =>
      jwk.parse(JSON.parse(unseal(env().NEXTAUTH_SECRET, "sso", id, contenuChiffre))),
    )
    if (newest && newest.creeLe > daysBefore(now, SIGNING_DAYS)) return known
    const made = await makeKey()
    const contenuChiffre = new Uint8Array(seal(env().NEXTAUTH_SECRET, "sso", made.kid, JSON.stringify(made)))
    await tx.cleSso.create({ data: { id: made.kid, contenuChiffre, creeLe: now }, select: { id: true } })
    return [made, ...known]
  })

async function makeKey(): Promise<SigningKey> {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 })
  return jwk.parse({ ...privateKey.export({ format: "jwk" }), kid: randomUUID(), use: "sig", alg: "RS256" })
}

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * 86_400_000)

/** What the provider signs its own cookies with. */
export const ssoCookieKey = (): string => keyedHash(env().NEXTAUTH_SECRET, "sso", "cookies")

/** The secret of one tool at one rank: derived, never stored; the next rank makes the one before worthless. */
export const clientSecret = (slug: string, rang: number, secret = env().NEXTAUTH_SECRET): string =>
  keyedHash(secret, "sso", `client/${slug}/${rang}`)
