import { type BrowserContext, expect, test } from "@playwright/test"
import { type Client, errors, generators, Issuer } from "openid-client"
import { clientSecret } from "@/lib/access/identity/sso-keys.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { connect } from "@/tests/support/logins.ts"
import { toolsOrigin } from "@/tests/support/outils.ts"
import { enterAs } from "@/tests/support/places.ts"

/** The portal's OpenID provider, asked by a relying party over the wire, without the pages around it. */
const TOOL = "parapheur-electronique"
const RETOUR = `${toolsOrigin()}/${TOOL}/retour`

test.describe.configure({ timeout: 120_000 })
test.beforeEach(({ context }) => enterAs(context, "secretaire.breteuil"))

async function relyingParty(secret = clientSecret(TOOL, 1, process.env.NEXTAUTH_SECRET ?? "")): Promise<Client> {
  const issuer = await Issuer.discover(`${process.env.APP_URL}/api/sso`)
  return new issuer.Client({
    ...{ client_id: TOOL, client_secret: secret, redirect_uris: [RETOUR], response_types: ["code"] },
  })
}

const checks = () => ({
  state: generators.state(),
  nonce: generators.nonce(),
  code_verifier: generators.codeVerifier(),
})
type Checks = ReturnType<typeof checks>

/** Follows the browser's redirections until it would leave for the tool, or stays on a page of the portal. */
async function ask(context: BrowserContext, client: Client, asked: Checks, more: object = {}): Promise<URL> {
  let address = client.authorizationUrl({
    scope: "openid profile email",
    ...{ state: asked.state, nonce: asked.nonce, login_hint: stablePublicId("27112") },
    ...{ code_challenge: generators.codeChallenge(asked.code_verifier), code_challenge_method: "S256" },
    ...more,
  })
  for (let hop = 0; hop < 8 && !address.startsWith(RETOUR); hop++) {
    const answer = await context.request.get(address, { maxRedirects: 0 })
    const next = answer.headers().location
    if (!next) return new URL(answer.url())
    address = new URL(next, address).href
  }
  return new URL(address)
}

const refused = (work: Promise<unknown>) =>
  work.then(
    () => "accepted",
    (error: unknown) => (error instanceof errors.OPError ? error.error : String(error)),
  )

test("a code is exchanged once, by the tool alone; used again, what it gave is worth nothing", async ({ context }) => {
  const client = await relyingParty()
  const asked = checks()
  const params = client.callbackParams((await ask(context, client, asked)).href)
  const stranger = await relyingParty("un-autre-secret-que-le-sien")
  expect(await refused(stranger.callback(RETOUR, params, asked))).toBe("invalid_client")

  const tokens = await client.callback(RETOUR, params, asked)
  const claims = tokens.claims()
  expect(claims).toMatchObject({
    sub: `${personneId("secretaire.breteuil")}.${stableId("collectivite", "27112")}`,
    ...{ aud: TOOL, email: "secretaire.breteuil@demo.invalid", profil: "Rédacteur", droit_jusqua: null },
    collectivite: { id: stablePublicId("27112"), nom: "Breteuil", code_insee: "27112" },
  })
  expect(await client.userinfo(tokens)).toMatchObject({ sub: claims.sub, profil: "Rédacteur" })
  expect(await refused(client.callback(RETOUR, params, asked))).toBe("invalid_grant")
  expect(await refused(client.userinfo(tokens)), "a code seen twice was stolen once").toBe("invalid_token")
})

test("nothing that opens a session is readable in the database", async ({ context }) => {
  const client = await relyingParty()
  const asked = checks()
  const address = await ask(context, client, asked)
  const code = String(address.searchParams.get("code"))
  const owner = await connect("migration")
  try {
    const { rows } = await owner.query<{ found: boolean }>(
      `select exists (select from jeton_sso where cle like '%' || $1 || '%' or accord like '%' || $1 || '%'
         or position(convert_to($1, 'UTF8') in "contenuChiffre") > 0 or position(convert_to('accountId', 'UTF8') in "contenuChiffre") > 0) as found`,
      [code],
    )
    expect(rows).toEqual([{ found: false }])
  } finally {
    await owner.end()
  }
  await client.callback(RETOUR, client.callbackParams(address.href), asked)
})

test("a tool that asks for a fresh proof, or for no question, is told that there is none", async ({ context }) => {
  const client = await relyingParty()
  for (const more of [{ prompt: "login" }, { prompt: "none" }, { max_age: 0 }]) {
    const address = await ask(context, client, checks(), more)
    expect(address.searchParams.get("error"), JSON.stringify(more)).toBe("login_required")
  }
})

test("an unknown tool, and one that signs people in by itself, are no clients of the portal", async ({ context }) => {
  for (const stranger of ["inconnu", "sondage-en-ligne"]) {
    const client = await relyingParty()
    const address = await ask(context, client, checks(), { client_id: stranger })
    expect(address.pathname, stranger).toBe("/outil-en-erreur")
  }
})

test("a tool's way out is its own: by a token of the portal's, to an address that is registered", async ({
  context,
}) => {
  const client = await relyingParty()
  const asked = checks()
  const tokens = await client.callback(RETOUR, client.callbackParams((await ask(context, client, asked)).href), asked)
  expect(tokens.claims().sid, "what a logout token will name").toMatch(/^[0-9a-f-]{36}$/)
  const leave = async (more: Record<string, string>) => {
    const answer = await context.request.get(client.endSessionUrl({ id_token_hint: tokens.id_token, ...more }), {
      maxRedirects: 0,
    })
    expect(answer.status()).toBe(303)
    return new URL(answer.headers().location ?? "", process.env.APP_URL)
  }
  const home = `${toolsOrigin()}/${TOOL}/`
  const left = await leave({ post_logout_redirect_uri: home, state: "s&1" })
  expect([left.pathname, left.searchParams.get("outil"), left.searchParams.get("retour")]).toEqual([
    ...["/outil-quitte", TOOL, home],
  ])
  const html = await (await context.request.get(left.href)).text()
  expect(html).toContain(`${home}?state=s%261`)
  const forged = `${process.env.APP_URL}/outil-quitte?outil=${TOOL}&retour=${encodeURIComponent("https://ailleurs.example/")}`
  expect(await (await context.request.get(forged)).text()).not.toContain('href="https://ailleurs.example')
  for (const [more, raison] of [
    [{ post_logout_redirect_uri: "https://ailleurs.example/" }, "retour-inconnu"],
    [{ client_id: "tiers-teletransmission" }, "jeton-invalide"],
    [{ id_token_hint: `${tokens.id_token?.slice(0, -4)}AAAA` }, "jeton-invalide"],
  ] as const)
    expect((await leave(more)).searchParams.get("raison"), raison).toBe(raison)
})
