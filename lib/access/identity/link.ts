import { createHash, randomBytes } from "node:crypto"
import { transaction } from "@/lib/platform/db.ts"
import { env } from "@/lib/platform/env.ts"
import { attempt } from "./attempts.ts"
import { queueSealedMail } from "./sealed-mail.ts"

/** How long a link in a mail opens the portal: long enough for a mail server that makes newcomers wait. */
export const LINK_MINUTES = 30

/** next-auth looks a link up by this. */
const hashLink = (token: string): string =>
  createHash("sha256").update(`${token}${env().NEXTAUTH_SECRET}`).digest("hex")

/**
 * Someone asks for a sign-in link. The same statements run and the same answer comes back whether or not anybody has
 * this address; false only when too much was asked from this network or for this address.
 */
export async function askForLink(courriel: string, retour: string, network: string): Promise<boolean> {
  const allowed = (await attempt("lien.reseau", network)) && (await attempt("lien.compte", courriel))
  if (!allowed) return false
  const jeton = randomBytes(32).toString("base64url")
  await transaction("identite", async (tx) => {
    await tx.$executeRaw`delete from jeton_connexion where "expireLe" < now()`
    await tx.jetonConnexion.create({ data: { jetonHache: hashLink(jeton), courriel, expireLe: linkEnd(new Date()) } })
    await queueSealedMail(tx, { genre: "lien", courriel, jeton, retour })
  })
  return true
}

/** The invited address has just been proved by the invitation's own link: no second mail. Gives next-auth's token. */
export async function openLink(courriel: string): Promise<string> {
  const jeton = randomBytes(32).toString("base64url")
  await transaction("identite", (tx) =>
    tx.jetonConnexion.create({ data: { jetonHache: hashLink(jeton), courriel, expireLe: linkEnd(new Date()) } }),
  )
  return jeton
}

const linkEnd = (now: Date): Date => new Date(now.getTime() + LINK_MINUTES * 60_000)
