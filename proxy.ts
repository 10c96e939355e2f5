import { type NextRequest, NextResponse } from "next/server"
import { csrfCookieName, csrfToken, issueCsrf } from "@/lib/access/identity/csrf.ts"

const isDevelopment = process.env.NODE_ENV === "development"

/** A fresh nonce for each page; Next finds it in the request's own policy and puts it on its scripts. */
export function proxy(request: NextRequest): NextResponse {
  const length = Number(request.headers.get("content-length") ?? 0)
  if (length > BODY_MAX) return turnAway(request)
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64")
  const policy = contentSecurityPolicy(nonce)

  const forwarded = new Headers(request.headers)
  forwarded.set("content-security-policy", policy)
  forwarded.set("x-nonce", nonce)

  const csrf = missingCsrf(request)
  if (csrf) {
    // The page of this very request already reads it.
    const jar = [request.headers.get("cookie"), `${csrf.name}=${encodeURIComponent(csrf.value)}`]
    forwarded.set("cookie", jar.filter(Boolean).join("; "))
  }

  const response = NextResponse.next({ request: { headers: forwarded } })
  if (csrf) response.cookies.set({ ...csrf, httpOnly: true, sameSite: "lax", secure: isHttps(), path: "/" })
  response.headers.set("content-security-policy", policy)
  if (isHttps()) response.headers.set("strict-transport-security", "max-age=63072000; includeSubDomains")
  return response
}

/** Above the limit of next.config.ts nothing is read: what a form sent comes back to its page, with a word of why. */
const BODY_MAX = 70 * 1024 * 1024

function turnAway(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  const page = new URL(pathname + search, process.env.APP_URL ?? request.nextUrl.origin)
  page.searchParams.set("refus", "taille")
  return NextResponse.redirect(page, 303)
}

export const config = {
  matcher: [{ source: "/((?!_next/static|_next/image|favicon.ico|icon.svg).*)" }],
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    // React explains its errors with eval, in development only.
    `script-src 'self' 'nonce-${nonce}'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // Browsers apply it to the redirections of a form too: signing in leaves for the identity provider.
    `form-action ${["'self'", identityProvider()].filter(Boolean).join(" ")}`,
    ...(isHttps() ? ["upgrade-insecure-requests"] : []),
  ].join("; ")
}

/** Pages with a form that leaves for ProConnect; next-auth checks its cookie when the form comes back. */
const SIGN_IN_PAGES = /^\/(connexion|moi\/securite|invitation)(\/|$)/

function missingCsrf(request: NextRequest): { name: string; value: string } | null {
  const secret = process.env.NEXTAUTH_SECRET
  if (!secret || !SIGN_IN_PAGES.test(request.nextUrl.pathname)) return null
  const name = csrfCookieName(isHttps())
  return csrfToken(request.cookies.get(name)?.value, secret) ? null : { name, value: issueCsrf(secret) }
}

const isHttps = (): boolean => process.env.APP_URL?.startsWith("https:") ?? false

const identityProvider = (): string | null =>
  process.env.OIDC_ISSUER && URL.canParse(process.env.OIDC_ISSUER) ? new URL(process.env.OIDC_ISSUER).origin : null
