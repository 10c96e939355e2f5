import { globSync } from "node:fs"
import { expect, test } from "@playwright/test"
import { ROOT } from "@/tests/support/sources.ts"
import { MADE_ELSEWHERE } from "../pages/addresses.ts"
import { type Identifiers, openTenants, type Tenants } from "./tenants.ts"

/** Parameters that name what belongs to the operator: the same for everybody. */
const OPERATOR: Identifiers = { service: "pack-cyber", genre: "membres" }

const parametersOf = (route: string): string[] => [...route.matchAll(/\[(\w+)\]/g)].map(([, name]) => String(name))

/** Every page and route with a parameter that names something of a tenant, listed from the code. */
const routes = globSync("app/**/{page,route}.{ts,tsx}", { cwd: ROOT })
  .map((file) =>
    file
      .replace(/^app/, "")
      .replace(/\/\([^)]+\)/g, "")
      .replace(/\/(page|route)\.tsx?$/, ""),
  )
  .filter((route) => /\[\w+\]/.test(route))
  .sort()

let tenants: Tenants

test.beforeAll(async () => {
  tenants = await openTenants()
})

test("there are pages of members to try", () => {
  expect(routes.filter((route) => route.startsWith("/c/[collectivite]")).length).toBeGreaterThan(4)
})

for (const route of routes) {
  const parameters = parametersOf(route)

  test(`${route} answers another tenant's identifiers exactly as unknown ones`, async () => {
    await expectAlike(route, tenants.other, tenants.unknown)
    // One's own place, something of another in it.
    for (const parameter of parameters.filter((name) => name in tenants.own && name !== "collectivite")) {
      const within = (identifiers: Identifiers) => ({ ...tenants.own, [parameter]: String(identifiers[parameter]) })
      await expectAlike(route, within(tenants.other), within(tenants.unknown))
      expect((await ask(route, within(tenants.other))).status, `${route} with another's ${parameter}`).toBe(404)
    }
  })

  if (route.startsWith("/c/")) {
    test(`${route} answers one's own identifiers`, async () => {
      const { status } = await answer(route, tenants.own)
      if (MADE_ELSEWHERE.test(route)) expect([200, 404]).toContain(status)
      else expect(status).toBeLessThan(400)
      expect((await answer(route, tenants.other)).status).toBe(404)
    })
  }

  if (route.startsWith("/gestion/")) {
    test(`${route} does not exist for a member, not even about his own`, async () => {
      expect((await answer(route, tenants.own)).status).toBe(404)
    })
  }
}

test("the pages of another's place are not told apart by their headers either", async () => {
  const headers = async (identifiers: Identifiers) => {
    const response = await ask("/c/[collectivite]", identifiers)
    return [...response.headers]
      .map(([name, value]) => [name, masked(value, identifiers)])
      .filter(([name]) => name !== "date")
  }
  expect(await headers(tenants.other)).toEqual(await headers(tenants.unknown))
})

test("the page that measures others is no page of the portal", async () => {
  expect((await fetch(`${process.env.APP_URL}/vide`)).status).toBe(404)
})

/** A page streams its pieces as they are ready, so two equal requests may differ by chance; a real difference never goes. */
const expectAlike = (route: string, one: Identifiers, two: Identifiers) =>
  expect(async () => expect(await answer(route, one)).toEqual(await answer(route, two))).toPass({
    timeout: 20_000,
    intervals: [0],
  })

const ask = (route: string, identifiers: Identifiers): Promise<Response> => {
  // Not every service is a tool.
  const path = route
    .replace("/outils/[service]", "/outils/tiers-teletransmission")
    .replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => identifiers[name] ?? OPERATOR[name] ?? "inconnu")
  return fetch(`${process.env.APP_URL}${path}`, { headers: { cookie: tenants.cookie }, redirect: "manual" })
}

async function answer(route: string, identifiers: Identifiers) {
  const response = await ask(route, identifiers)
  return {
    status: response.status,
    location: masked(response.headers.get("location") ?? "", identifiers),
    body: parts(masked(await response.text(), identifiers)),
  }
}

/** React sends the pieces of a page as they are ready, in an order that two equal requests need not share. */
const parts = (body: string): string[] =>
  body
    .replace(/"\]\)<\/script><script nonce">self\.__next_f\.push\(\[1,"/g, "")
    .split("\\n")
    .flatMap((line) => line.split('"])</script>'))
    .sort()

/** What differs from one request to the next whatever is asked: the nonce, and the address itself. */
function masked(text: string, identifiers: Identifiers): string {
  let kept = text.replace(/nonce(=\\?"|-|\\?":\\?")[A-Za-z0-9+/=]+/g, "nonce")
  for (const value of Object.values(identifiers)) kept = kept.replaceAll(value, "…")
  return kept
}
