import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { startOidc } from "@/scripts/local/oidc.ts"
import type { LocalServer } from "@/scripts/local/server.ts"
import { freePort } from "@/tests/support/free-port.ts"

const APP = "http://localhost:3000"
const CALLBACK = `${APP}/api/auth/callback/proconnect`
const LONG = "x".repeat(43)
let server: LocalServer

beforeAll(async () => {
  const breteuil = { key: "breteuil", label: "Secrétaire de mairie de Breteuil", email: "mairie@breteuil.example" }
  const identity = {
    ...breteuil,
    siret: "21270112100017",
    roles: ["secretaire"],
    kind: "membre" as const,
    factor: false,
  }
  const client = { clientId: "portail", clientSecret: "secret", appUrl: APP }
  server = await startOidc({ port: await freePort(), ...client, identities: [identity] })
})
afterAll(() => server.close())

const fail = (fault: string) =>
  fetch(`${server.url}/controle`, { method: "POST", body: new URLSearchParams({ fault }) })

const authorize = (more: Record<string, string> = {}) => {
  const query = {
    client_id: "portail",
    response_type: "code",
    redirect_uri: CALLBACK,
    state: LONG,
    nonce: LONG,
    ...more,
  }
  return `${server.url}/api/v2/authorize?${new URLSearchParams({ scope: "openid given_name email siret", ...query })}`
}

/** A browser in four lines: keeps the cookies, follows nothing by itself. */
function browser() {
  const jar = new Map<string, string>()
  return async (url: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ")
    const answer = await fetch(new URL(url, server.url), { ...init, redirect: "manual", headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=")
      jar.set(name, value)
    }
    return answer
  }
}

async function choose(key: string): Promise<URL> {
  const visit = browser()
  const interaction = (await visit(authorize())).headers.get("location") ?? ""
  expect(await (await visit(interaction)).text()).toContain("Secrétaire de mairie de Breteuil")
  const chosen = await visit(interaction, { method: "POST", body: new URLSearchParams({ key }) })
  const back = await visit(chosen.headers.get("location") ?? "")
  return new URL(back.headers.get("location") ?? "")
}

const decode = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString())

async function exchange(code: string) {
  const body = {
    grant_type: "authorization_code",
    code,
    redirect_uri: CALLBACK,
    client_id: "portail",
    client_secret: "secret",
  }
  const answer = await fetch(`${server.url}/api/v2/token`, { method: "POST", body: new URLSearchParams(body) })
  return (await answer.json()) as { id_token: string; access_token: string }
}

describe("the stand-in of ProConnect", () => {
  afterEach(() => fail("none"))

  test("publishes its addresses under /api/v2", async () => {
    const discovery = await (await fetch(`${server.url}/api/v2/.well-known/openid-configuration`)).json()
    expect(discovery).toMatchObject({
      issuer: `${server.url}/api/v2`,
      token_endpoint: `${server.url}/api/v2/token`,
      end_session_endpoint: `${server.url}/api/v2/session/end`,
    })
  })

  test("signs the claims of the chosen person, siret included, as a JWT", async () => {
    const back = await choose("breteuil")
    expect(back.searchParams.get("state")).toBe(LONG)
    const tokens = await exchange(back.searchParams.get("code") ?? "")
    expect(decode(tokens.id_token)).toMatchObject({ sub: "breteuil", nonce: LONG, acr: "eidas1" })
    const headers = { authorization: `Bearer ${tokens.access_token}` }
    const userinfo = await fetch(`${server.url}/api/v2/userinfo`, { headers })
    expect(userinfo.headers.get("content-type")).toContain("application/jwt")
    expect(decode(await userinfo.text())).toMatchObject({ email: "mairie@breteuil.example", siret: "21270112100017" })
  })

  test("answers access_denied when the person gives up", async () => {
    expect((await choose("")).searchParams.get("error")).toBe("access_denied")
    await fail("refuse")
    expect((await choose("breteuil")).searchParams.get("error")).toBe("access_denied")
  })

  test("gives a lower level than asked when told to", async () => {
    await fail("weak")
    const tokens = await exchange((await choose("breteuil")).searchParams.get("code") ?? "")
    expect(decode(tokens.id_token).acr).toBe("eidas0")
  })

  test("refuses a parameter that ProConnect does not know, and a short state", async () => {
    const pkce = await fetch(authorize({ code_challenge: LONG, code_challenge_method: "S256" }), { redirect: "manual" })
    expect(await pkce.text()).toContain("Y000400")
    expect((await fetch(authorize({ state: "court" }), { redirect: "manual" })).status).toBe(400)
  })

  test("breaks and stalls on demand", async () => {
    await fail("break")
    expect((await fetch(authorize())).status).toBe(500)
    await fail("stall")
    await expect(fetch(authorize(), { signal: AbortSignal.timeout(300) })).rejects.toThrow()
  })
})
