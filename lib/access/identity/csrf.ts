import { createHash, randomBytes, timingSafeEqual } from "node:crypto"

/**
 * next-auth's own double submit: the cookie holds `token|sha256(token + secret)`, the form the token. It only sets the
 * cookie from its routes; the proxy sets it for the sign-in pages, so that they work without JavaScript.
 */
export const csrfCookieName = (secure: boolean): string =>
  secure ? "__Host-next-auth.csrf-token" : "next-auth.csrf-token"

const digest = (token: string, secret: string): string => createHash("sha256").update(`${token}${secret}`).digest("hex")

export function issueCsrf(secret: string): string {
  const token = randomBytes(32).toString("hex")
  return `${token}|${digest(token, secret)}`
}

/** The token for the form, or null when this portal did not set the cookie. */
export function csrfToken(cookie: string | undefined, secret: string): string | null {
  const [token = "", proof = ""] = (cookie ?? "").split("|")
  const expected = Buffer.from(digest(token, secret))
  const given = Buffer.from(proof)
  return token !== "" && given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}
