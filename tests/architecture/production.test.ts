import { expect, it } from "vitest"
import { LIMITES } from "@/lib/bal/types.ts"
import { TAILLE_MAX } from "@/lib/documents/types.ts"
import { MAX_BYTES_CONTOURS } from "@/lib/imports/types.ts"
import { fileText, sources } from "../support/sources.ts"

const guide = fileText("docs/production.md")

it("every variable of the environment is explained in docs/production.md", () => {
  const parsed = [...fileText("lib/platform/env.ts").matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name)
  const read = sources(
    "app/**/*",
    "lib/**/*",
    "proxy.ts",
    "instrumentation.ts",
    "next.config.ts",
    "scripts/worker.ts",
  ).flatMap(({ text }) => [...text.matchAll(/process\.env\.([A-Z][A-Z_]+)/g)].map(([, name]) => name))
  expect(parsed.length).toBeGreaterThan(8)
  // Set by the tools themselves.
  const own = ["NODE_ENV", "NEXT_DIST_DIR", "PORTAIL_BENCH"]
  expect(
    [...new Set([...parsed, ...read])].filter((name) => !own.includes(String(name)) && !guide.includes(`\`${name}\``)),
  ).toEqual([])
})

it("the roles that docs/production.md creates are those that the migrations expect", () => {
  const roles = new Set([...guide.matchAll(/CREATE ROLE (\w+)/g)].map(([, name]) => name))
  const provisioned = fileText("scripts/database/provision.ts")
  expect([...roles].sort()).toEqual([
    "portail_agent",
    "portail_agregats",
    "portail_identite",
    "portail_membre",
    "portail_migration",
  ])
  for (const extension of guide.matchAll(/CREATE EXTENSION (\w+)/g)) expect(provisioned).toContain(`"${extension[1]}"`)
})

it("the limits of a request in docs/production.md are those of the code, and no form asks for more", () => {
  const megabytes = (file: string, pattern: RegExp) => Number(pattern.exec(fileText(file))?.[1])
  const turned = megabytes("proxy.ts", /BODY_MAX = (\d+) \* 1024 \* 1024/)
  const read = megabytes("next.config.ts", /bodySizeLimit: "(\d+)mb"/)
  expect(megabytes("next.config.ts", /proxyClientMaxBodySize: "(\d+)mb"/)).toBe(read)
  expect(guide).toContain(`Above ${turned} MB the portal turns a request away`)
  expect(guide).toContain(`\`client_max_body_size ${read}m\``)
  const limits = [LIMITES.octets, TAILLE_MAX, MAX_BYTES_CONTOURS].map((bytes) => bytes / 1024 / 1024)
  for (const limit of limits) expect(guide).toContain(`${limit} MB`)
  expect(Math.max(...limits)).toBeLessThan(turned)
  expect(turned).toBeLessThan(read)
})
