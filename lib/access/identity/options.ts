import type { AuthOptions } from "next-auth"
import type { OAuthConfig } from "next-auth/providers/oauth"
import { ABSOLUTE_HOURS } from "@/lib/access/session.ts"
import { transaction } from "@/lib/platform/db.ts"
import { env } from "@/lib/platform/env.ts"
import { type Browser, identityAdapter } from "./adapter.ts"
import { attempt } from "./attempts.ts"
import { queueSignInMail } from "./sign-in-mail.ts"

/** How long a link in a mail opens the portal: long enough for a mail server that makes newcomers wait. */
export const LINK_MINUTES = 30

type Request = {
  browser: Browser
  /** The network address that asks, as the nearest proxy saw it. */
  network: string
  /** Receives the id_token of a ProConnect sign-in, for the day the person leaves. */
  onIdToken: (idToken: string) => void
}

type Profile = { acr?: string }

/** next-auth's configuration for one request. `provider` and its accepted levels come from the identity port. */
export function authOptions(
  provider: OAuthConfig<never>,
  isAcceptedLevel: (acr: string) => boolean,
  { browser, network, onIdToken }: Request,
): AuthOptions {
  const { NEXTAUTH_SECRET } = env()
  const maxAge = ABSOLUTE_HOURS * 3600
  return {
    secret: NEXTAUTH_SECRET,
    adapter: identityAdapter(browser),
    // The cookie holds the absolute limit; `updateAge` beyond it means that next-auth never moves it.
    session: { strategy: "database", maxAge, updateAge: maxAge * 2 },
    pages: { signIn: "/connexion", verifyRequest: "/connexion/courriel-envoye", error: "/connexion" },
    providers: [
      provider,
      {
        id: "email",
        type: "email",
        name: "Courriel",
        server: "",
        from: "",
        options: {},
        maxAge: LINK_MINUTES * 60,
        normalizeIdentifier: normalizeAddress,
        sendVerificationRequest: ({ identifier, token, url }) => {
          const retour = new URL(new URL(url).searchParams.get("callbackUrl") ?? "/", url).pathname
          return queueSignInMail({ courriel: identifier, jeton: token, retour })
        },
      },
    ],
    callbacks: {
      async signIn({ user, account, profile, email }) {
        if (email?.verificationRequest) return mayAskForLink(account?.providerAccountId ?? "", network)
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
  }
}

/** Counted before anything is looked up: the answer is the same whether or not somebody has this address. */
async function mayAskForLink(courriel: string, network: string): Promise<true | string> {
  const allowed = (await attempt("lien.reseau", network)) && (await attempt("lien.compte", courriel))
  return allowed || "/connexion?error=TooMany"
}

export function normalizeAddress(typed: string): string {
  const address = typed.normalize("NFKC").trim().toLowerCase()
  if (
    address.length > 254 ||
    !/^[^\s"(),:;<>@[\]\\\p{C}]+@[^\s"(),:;<>@[\]\\\p{C}]+\.[^\s"(),:;<>@[\]\\\p{C}]+$/u.test(address)
  ) {
    throw new Error("not an e-mail address")
  }
  return address
}

const isDeactivated = (courriel: string): Promise<boolean> =>
  transaction("identite", async (tx) => {
    const found = await tx.personne.findUnique({ where: { courriel }, select: { desactiveeLe: true } })
    return found?.desactiveeLe != null
  })
