import { createPublicKey, type JsonWebKey, verify } from "node:crypto"

/** What a relying party checks of a logout token (OpenID Connect Back-Channel Logout 1.0 § 2.6), by no library of the portal's. */

export type Logout = { sub: string | null; sid: string | null }
type Expected = { issuer: string; audience: string; keys: readonly JsonWebKey[]; seen: Set<string>; now: number }
type Claims = Record<string, unknown>

const EVENT = "http://schemas.openid.net/event/backchannel-logout"
/** Clocks differ by so much at most, in seconds. */
const SKEW = 60
const MAX_AGE = 300

/** Who is to be let go, or the reason why the token is refused. */
export function readLogoutToken(token: string, { issuer, audience, keys, seen, now }: Expected): Logout | string {
  const [head = "", body = "", signature = ""] = token.split(".")
  const header = decode(head)
  const claims = decode(body)
  if (!header || !claims) return "unreadable"
  if (header.alg !== "RS256") return "algorithm"
  const key = keys.find((one) => one.kid === header.kid)
  if (!key) return "key"
  const signed = Buffer.from(`${head}.${body}`)
  if (!verify("RSA-SHA256", signed, createPublicKey({ key, format: "jwk" }), Buffer.from(signature, "base64url")))
    return "signature"
  return checkClaims(claims, { issuer, audience, seen, now })
}

function checkClaims(claims: Claims, { issuer, audience, seen, now }: Omit<Expected, "keys">): Logout | string {
  const { iss, aud, iat, exp, jti, nonce, events, sub, sid } = claims
  if (iss !== issuer) return "issuer"
  if (![aud].flat().includes(audience)) return "audience"
  if (typeof iat !== "number" || iat > now + SKEW || iat < now - MAX_AGE) return "issued at"
  if (typeof exp === "number" && exp < now - SKEW) return "expired"
  if (typeof events !== "object" || events === null || !(EVENT in events)) return "events"
  if (nonce !== undefined) return "nonce"
  if (typeof sub !== "string" && typeof sid !== "string") return "nobody"
  if (typeof jti !== "string" || seen.has(jti)) return "replayed"
  seen.add(jti)
  return { sub: typeof sub === "string" ? sub : null, sid: typeof sid === "string" ? sid : null }
}

function decode(part: string): Claims | null {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"))
  } catch {
    return null
  }
}
