import type Provider from "oidc-provider"
import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { clientSecret, findSigningKeys, ssoCookieKey } from "@/lib/access/identity/sso-keys.ts"
import { ssoStore } from "@/lib/access/identity/sso-store.ts"
import { env } from "@/lib/platform/env.ts"
import { log } from "@/lib/platform/log.ts"
import { createSso } from "@/lib/ports/sso.ts"
import { findClient } from "../queries/sso.ts"
import { findClaims } from "./sso.ts"

/** Keys are read again this often: another process may have made a new one. */
const KEPT_MS = 10 * 60_000
let kept: { provider: Promise<Provider>; until: number } | null = null

/** The portal's OpenID provider, in the web process that answers the tools as in the worker that tells them. */
export function currentProvider(): Promise<Provider> {
  if (!kept || kept.until < Date.now()) {
    const provider = openProvider()
    kept = { provider, until: Date.now() + KEPT_MS }
    provider.catch(() => {
      kept = null
    })
  }
  return kept.provider
}

async function openProvider(): Promise<Provider> {
  const keys = await findSigningKeys(new Date())
  return createSso({
    ...{ appUrl: env().APP_URL, cookieKey: ssoCookieKey(), keys, store: ssoStore },
    findClient: async (slug) => {
      const client = await read(PUBLIC, (tx) => findClient(tx, slug))
      return client && { ...client, secret: clientSecret(slug, client.secretRang) }
    },
    findClaims: (account, slug) => findClaims(account, slug, new Date()),
    onError: (error) => log.warn({ error }, "a tool's sign-in was refused"),
  })
}
