import { createSign, generateKeyPairSync } from "node:crypto"
import { describe, expect, it } from "vitest"
import { readLogoutToken } from "@/scripts/local/logout-token.ts"

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey
const keys = [{ ...publicKey.export({ format: "jwk" }), kid: "k" }]
const NOW = 1_800_000_000
const EVENTS = { "http://schemas.openid.net/event/backchannel-logout": {} }
const good = {
  iss: "https://portail.example/api/sso",
  aud: "outil",
  iat: NOW,
  jti: "1",
  events: EVENTS,
  sub: "s",
  sid: "d",
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")
function token(claims: object, { key = privateKey, header = { alg: "RS256", kid: "k" } } = {}): string {
  const signed = `${part(header)}.${part(claims)}`
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(key).toString("base64url")}`
}
const judge = (text: string, seen = new Set<string>()) =>
  readLogoutToken(text, { issuer: good.iss, audience: "outil", keys, seen, now: NOW })

describe("a logout token", () => {
  it("says who is let go: one session, or all those of an account", () => {
    expect(judge(token(good))).toEqual({ sub: "s", sid: "d" })
    expect(judge(token({ ...good, sid: undefined }))).toEqual({ sub: "s", sid: null })
    expect(judge(token({ ...good, sub: undefined }))).toEqual({ sub: null, sid: "d" })
  })

  it.each([
    ["issuer", { iss: "https://ailleurs.example" }],
    ["audience", { aud: "autre" }],
    ["issued at", { iat: NOW - 3600 }],
    ["issued at", { iat: NOW + 3600 }],
    ["expired", { exp: NOW - 120 }],
    ["events", { events: {} }],
    ["nonce", { nonce: "n" }],
    ["nobody", { sub: undefined, sid: undefined }],
    ["replayed", { jti: undefined }],
  ])("is refused for its %s: %o", (reason, change) => {
    expect(judge(token({ ...good, ...change }))).toBe(reason)
  })

  it("is refused when another signed it, when its key is unknown, unsigned, or seen already", () => {
    expect(judge(token(good, { key: stranger }))).toBe("signature")
    expect(judge(token(good, { header: { alg: "RS256", kid: "autre" } }))).toBe("key")
    expect(judge(token(good, { header: { alg: "none", kid: "k" } }))).toBe("algorithm")
    expect(judge("n'importe quoi")).toBe("unreadable")
    const seen = new Set<string>()
    expect(judge(token(good), seen)).toEqual({ sub: "s", sid: "d" })
    expect(judge(token(good), seen)).toBe("replayed")
  })
})
