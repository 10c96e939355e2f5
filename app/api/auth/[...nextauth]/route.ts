import type { NextRequest } from "next/server"
import NextAuth from "next-auth"
import { browserLabel, networkOf } from "@/lib/access/identity/browser.ts"
import { clearLinking, LINKING_COOKIE, linkingProof, setIdToken, setLinking } from "@/lib/access/identity/cookies.ts"
import { authOptions } from "@/lib/access/identity/options.ts"
import { SESSION_COOKIES } from "@/lib/access/request.ts"
import { ABSOLUTE_HOURS } from "@/lib/access/session.ts"
import { env } from "@/lib/platform/env.ts"
import { isAcceptedLevel, proConnect } from "@/lib/ports/identity.ts"

type Segments = { params: Promise<{ nextauth: string[] }> }

/** What of next-auth is in use; its session, provider and csrf routes would only tell what nobody asks. */
const ROUTES = new Set([
  "POST signin/proconnect",
  "GET signin",
  "GET callback/proconnect",
  "GET callback/email",
  "GET error",
])

async function answer(request: NextRequest, segments: Segments): Promise<Response> {
  const route = (await segments.params).nextauth.join("/")
  if (!ROUTES.has(`${request.method} ${route}`)) return new Response("Page inconnue", { status: 404 })
  const { APP_URL, NEXTAUTH_SECRET, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env()
  // next-auth takes its public address from nowhere else.
  process.env.NEXTAUTH_URL = APP_URL

  const sessionToken = SESSION_COOKIES.map((name) => request.cookies.get(name)?.value).find(Boolean) ?? null
  const proof = sessionToken && linkingProof(NEXTAUTH_SECRET, sessionToken)
  const asksToLink = route === "signin/proconnect" && (await request.clone().formData()).get("relier") === "oui"
  const secure = APP_URL.startsWith("https:")
  const extra: string[] = []

  const provider = proConnect({ issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET })
  const options = authOptions(provider, isAcceptedLevel, {
    network: networkOf(request.headers.get("x-forwarded-for")),
    browser: {
      label: browserLabel(request.headers.get("user-agent")),
      replaces: sessionToken,
      linking: proof !== null && request.cookies.get(LINKING_COOKIE)?.value === proof,
    },
    onIdToken: (idToken) => extra.push(setIdToken(idToken, ABSOLUTE_HOURS * 3600, secure)),
  })
  const response: Response = await NextAuth(request, segments, options)

  const leaves = response.headers.get("location") ?? ""
  if (leaves.endsWith("csrf=true")) response.headers.set("location", `${APP_URL}/connexion?error=Expired`)
  if (request.nextUrl.searchParams.get("error") === "access_denied") {
    response.headers.set("location", `${APP_URL}/connexion?error=GivenUp`)
  }
  if (asksToLink && proof && leaves.startsWith(new URL(OIDC_ISSUER).origin)) extra.push(setLinking(proof, secure))
  if (route.startsWith("callback/")) extra.push(clearLinking(secure))
  for (const line of extra) response.headers.append("set-cookie", line)
  return response
}

export { answer as GET, answer as POST }
