import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { prepareFolder } from "@/scripts/launcher/folder.ts"
import { freePorts } from "@/scripts/launcher/ports.ts"
import { launch } from "@/tests/support/launcher.ts"

let folder: string
let port: number

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "portail-refus-"))
  port = (await freePorts()).web
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const demo = async (env: Record<string, string>) => {
  const launched = launch(["demo"], { PORT: String(port), PORTAIL_DATA_DIR: join(folder, "donnees"), ...env })
  const status = await launched.ended
  return { status, lines: launched.said().trim().split("\n") }
}

describe("the demonstration refuses to start, in one line that says what to do, when", () => {
  test("one of its ports is taken", async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(port + 2, "127.0.0.1", resolve))
    const { status, lines } = await demo({})
    await new Promise((resolve) => taken.close(resolve))
    expect(status).toBe(1)
    expect(lines).toEqual([expect.stringMatching(new RegExp(`Le port ${port + 2} .* PORT=`))])
    expect(existsSync(join(folder, "donnees"))).toBe(false)
  })

  test("the PostgreSQL of DATABASE_URL does not answer, and its password is not shown", async () => {
    const { status, lines } = await demo({ DATABASE_URL: `postgresql://compte:motdepasse@127.0.0.1:${port}/base` })
    expect(status).toBe(1)
    expect(lines).toEqual([expect.stringMatching(/PostgreSQL ne répond pas à 127\.0\.0\.1:\d+ .*DATABASE_URL/)])
    expect(lines.join()).not.toContain("motdepasse")
    expect(existsSync(join(folder, "donnees"))).toBe(false)
  })

  test("its data folder cannot be written", async () => {
    const file = join(folder, "fichier")
    writeFileSync(file, "")
    for (const place of [join(file, "donnees"), "/proc/portail"]) {
      const { status, lines } = await demo({ PORTAIL_DATA_DIR: place })
      expect(status).toBe(1)
      expect(lines).toEqual([expect.stringMatching(/ne peut pas être écrit .* PORTAIL_DATA_DIR=/)])
    }
  })

  test("the disk of its data folder has no room left", () => {
    expect(() => prepareFolder(join(folder, "plein"), Number.MAX_SAFE_INTEGER)).toThrow(/presque plein .* libérez/)
    expect(readdirSync(join(folder, "plein"))).toEqual([])
  })
})

describe("production refuses to start when", () => {
  const complete = {
    DATABASE_URL_MEMBRE: "postgresql://a:b@127.0.0.1:1/x",
    DATABASE_URL_AGENT: "postgresql://a:b@127.0.0.1:1/x",
    DATABASE_URL_IDENTITE: "postgresql://a:b@127.0.0.1:1/x",
    APP_URL: "https://portail.example.org",
    DOCUMENT_DIR: "/nowhere",
    CLAMD_URL: "aucun",
    DOCUMENT_KEY: Buffer.alloc(32, 7).toString("base64"),
    SMTP_URL: "smtp://localhost",
    MAIL_FROM: "portail@example.org",
    OIDC_ISSUER: "https://oidc.example.org",
    OIDC_CLIENT_ID: "portail",
    OIDC_CLIENT_SECRET: "un-secret-de-client",
  }

  test.each([
    ["missing", {}],
    ["weak", { NEXTAUTH_SECRET: "a".repeat(40) }],
    ["short", { NEXTAUTH_SECRET: "secret" }],
  ])("its secret is %s, web and worker alike", async (_, secret) => {
    for (const command of ["start", "worker"]) {
      const launched = launch([command], { ...complete, ...secret, PORT: String(port) })
      expect(await launched.ended).toBe(1)
      expect(launched.said().trim().split("\n")).toEqual([
        expect.stringMatching(/^NEXTAUTH_SECRET .* docs\/production\.md$/),
      ])
    }
  })
})
