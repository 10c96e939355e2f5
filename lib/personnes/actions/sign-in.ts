"use server"

import { cookies } from "next/headers"
import { redirect } from "next/navigation"
import { formAction } from "@/lib/access/form-action.ts"
import { ID_TOKEN_COOKIE, OUTILS_COOKIE, OUTILS_SECONDS } from "@/lib/access/identity/cookies.ts"
import { askForLink } from "@/lib/access/identity/link.ts"
import { currentNetwork, currentSessionToken } from "@/lib/access/identity/request.ts"
import { closeByToken } from "@/lib/access/identity/sessions.ts"
import { SESSION_COOKIES, visitorContext } from "@/lib/access/request.ts"
import { env } from "@/lib/platform/env.ts"
import { localPath } from "@/lib/platform/local-path.ts"
import { ok, refuse } from "@/lib/platform/result.ts"
import { proConnectLogout } from "@/lib/ports/identity.ts"
import { askForLinkInput } from "../schema.ts"
import { LINK_REFUSALS } from "../types.ts"

export const askForLinkAction = formAction({
  context: visitorContext,
  input: askForLinkInput,
  run: async (_, { courriel, retour }) =>
    (await askForLink(courriel, localPath(retour, "/moi/arrivee"), await currentNetwork()))
      ? ok(null)
      : refuse("trop-de-demandes"),
  refusals: LINK_REFUSALS,
  next: () => "/connexion/courriel-envoye",
})

/** Ends the session here, hence those of the tools it opened, then the one at ProConnect when she came by it. */
export async function signOutAction(): Promise<void> {
  const token = await currentSessionToken()
  const opened = token ? await closeByToken(token) : []
  const { APP_URL, OIDC_ISSUER } = env()
  const jar = await cookies()
  const idToken = jar.get(ID_TOKEN_COOKIE)?.value
  const ended = { value: "", maxAge: 0, path: "/", httpOnly: true, secure: APP_URL.startsWith("https:") }
  for (const name of [...SESSION_COOKIES, ID_TOKEN_COOKIE]) jar.set({ name, ...ended })
  if (opened.length > 0)
    jar.set({ ...ended, name: OUTILS_COOKIE, value: opened.join("."), maxAge: OUTILS_SECONDS, sameSite: "lax" })
  redirect(idToken ? proConnectLogout(OIDC_ISSUER, idToken, crypto.randomUUID(), `${APP_URL}/`) : "/")
}
