import type { AuthOptions } from "next-auth"
import { ABSOLUTE_HOURS } from "@/lib/access/session.ts"
import { transaction } from "@/lib/platform/db.ts"
import { env } from "@/lib/platform/env.ts"
import { type Browser, identityAdapter } from "./adapter.ts"
import { attempt } from "./attempts.ts"

type Request = {
  browser: Browser
  /** The network address that asks, as the nearest proxy saw it. */
  network: string
  /** Receives the id_token of a ProConnect sign-in, for the day the person leaves. */
  onIdToken: (idToken: string) => void
}

type Provider = AuthOptions["providers"][number]
type Profile = { acr?: string }

/** next-auth's configuration for one request. The provider and its accepted levels come from the identity port. */
export function authOptions(
  provider: Provider,
  isAcceptedLevel: (acr: string) => boolean,
  { browser, network, onIdToken }: Request,
): AuthOptions {
  const maxAge = ABSOLUTE_HOURS * 3600
  return {
    secret: env().NEXTAUTH_SECRET,
    adapter: identityAdapter(browser),
    // The cookie holds the absolute limit; an `updateAge` beyond it means that next-auth never moves it.
    session: { strategy: "database", maxAge, updateAge: maxAge * 2 },
    pages: { signIn: "/connexion", error: "/connexion" },
    providers: [provider, linkProvider],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (!(await attempt("retour.reseau", network))) return "/connexion?error=TooMany"
        if (account?.provider === "proconnect" && !isAcceptedLevel((profile as Profile | undefined)?.acr ?? "")) {
          return "/connexion?error=Level"
        }
        return !(await isDeactivated(user.email ?? ""))
      },
    },
    events: {
      signIn({ account }) {
        if (account?.id_token) onIdToken(account.id_token)
      },
    },
    logger: { error: (code, details) => console.error("connexion:", code, reason(details)), warn: () => undefined },
  }
}

/** next-auth only opens the links (`askForLink` makes them): its own form would lose what was typed on a mistake. */
const linkProvider: Provider = {
  id: "email",
  type: "email",
  name: "Email",
  server: "",
  from: "",
  maxAge: 0,
  options: {},
  sendVerificationRequest: () => Promise.reject(new Error("links are asked for by /connexion")),
}

const isDeactivated = (courriel: string): Promise<boolean> =>
  transaction("identite", async (tx) => {
    const found = await tx.personne.findUnique({ where: { courriel }, select: { desactiveeLe: true } })
    return found?.desactiveeLe != null
  })

/** The message alone: what next-auth would log also holds tokens and claims. */
function reason(details: unknown): string {
  if (details instanceof Error) return details.message
  const inner = typeof details === "object" && details !== null && "error" in details ? details.error : null
  return inner instanceof Error ? inner.message : ""
}
