import { describe, expect, it } from "vitest"
import { EnvError, parseEnv } from "@/lib/platform/env.ts"

const complete = {
  DATABASE_URL_MEMBRE: "postgres://a:b@localhost/p",
  DATABASE_URL_AGENT: "postgres://a:b@localhost/p",
  DATABASE_URL_IDENTITE: "postgres://a:b@localhost/p",
  APP_URL: "https://portail.example.org",
  NEXTAUTH_SECRET: "kR7vQ2mZ9pL4xW8nB3tY6cF1dH5jS0aG",
  DOCUMENT_KEY: Buffer.alloc(32, 7).toString("base64"),
  DOCUMENT_DIR: "/srv/documents",
  CLAMD_URL: "tcp://localhost:3310",
  SMTP_URL: "smtps://mail.example.org",
  MAIL_FROM: "portail@example.org",
  OIDC_ISSUER: "https://identite.example.org",
  OIDC_CLIENT_ID: "portail",
  OIDC_CLIENT_SECRET: "a-long-secret",
}

describe("the environment", () => {
  it("is taken when complete", () => expect(parseEnv(complete).DEMONSTRATION).toBe(false))
  it.each(Object.keys(complete))("names %s when it is missing", (name) => {
    expect(() => parseEnv({ ...complete, [name]: undefined })).toThrow(new RegExp(`^${name} manque`))
  })
  it.each([
    ["NEXTAUTH_SECRET", "court"],
    ["NEXTAUTH_SECRET", "a".repeat(40)],
    ["DOCUMENT_KEY", "bm9uIQ=="],
    ["DATABASE_URL_AGENT", "mysql://localhost/p"],
    ["APP_URL", "portail"],
    ["CLAMD_URL", "localhost:3310"],
    ["CLAMD_URL", "non"],
  ])("refuses %s = %s in one line", (name, value) => {
    const refused = () => parseEnv({ ...complete, [name]: value })
    expect(refused).toThrow(EnvError)
    expect(refused).toThrow(new RegExp(`^${name} [^\\n]+$`))
  })
})
