import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { Client } from "pg"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { closeByToken } from "@/lib/access/identity/sessions.ts"
import { findSigningKeys } from "@/lib/access/identity/sso-keys.ts"
import { recordOutil } from "@/lib/access/identity/sso-session.ts"
import { sweepIdentity } from "@/lib/access/identity/sweep.ts"
import { hashToken } from "@/lib/access/session.ts"
import { findWaiting } from "@/lib/indicateurs/queries/desk.ts"
import { endDroit } from "@/lib/outils/commands/droits.ts"
import { currentProvider } from "@/lib/outils/commands/provider.ts"
import { settleSorties, tellNextSortie } from "@/lib/outils/commands/sorties.ts"
import { accountOf } from "@/lib/outils/commands/sso.ts"
import { listSortiesTues } from "@/lib/outils/queries/sorties.ts"
import { endInput } from "@/lib/outils/schema/droits.ts"
import { SORTIE_ESSAIS } from "@/lib/outils/types.ts"
import { today } from "@/lib/platform/dates.ts"
import { env } from "@/lib/platform/env.ts"
import { readSortie, tellSortie } from "@/lib/ports/sso.ts"
import { ssoIssuer } from "@/lib/ports/sso-address.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { readLogoutToken } from "@/scripts/local/logout-token.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: personneId("gestionnaire") })
const TOOL = "parapheur-electronique"
const OTHER = "sondage-en-ligne"
const BRETEUIL = stableId("collectivite", "27112")
const SECRETAIRE = personneId("secretaire.breteuil")
// A brand is given by sign-in alone: the test names the commune itself.
const compte = accountOf({ personneId: SECRETAIRE, collectiviteId: BRETEUIL as never })
const secretaire = membre({ personneId: SECRETAIRE }, BRETEUIL)

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
beforeEach(async () => {
  await owner.query('delete from session where "personneId" = $1', [SECRETAIRE])
  await owner.query("delete from module_sortie")
})
afterAll(() => owner.end())

let count = 0
async function openSession(): Promise<{ id: string; token: string }> {
  const token = `jeton-${++count}`
  const { rows } = await owner.query<{ id: string }>(
    `insert into session ("jetonHache", "personneId", "expireLe")
     values ($1, $2, now() + interval '1 hour') returning id`,
    [hashToken(token), SECRETAIRE],
  )
  return { id: rows[0]?.id ?? "", token }
}
const open = (session: { id: string }, slug = TOOL) => recordOutil({ sessionId: session.id, slug, compte })
const waiting = async () =>
  (
    await owner.query(
      `select s.slug, o.compte, o.sid, o.motif::text from module_sortie o join service s on s.id = o."serviceId"`,
    )
  ).rows
const due = () => owner.query(`update module_sortie set "prochainEssaiLe" = now()`)
const told = async () => ({ told: true }) as const
const mute = async () => ({ told: false, response: "Code 500" }) as const

describe("leaving the portal", () => {
  it("is to be told to each joined tool that this session opened, under the name that the tool was given", async () => {
    const session = await openSession()
    const sid = await open(session)
    expect(await open(session), "the same session opens it again under the same name").toBe(sid)
    await open(session, OTHER)
    const elsewhere = await openSession()
    await open(elsewhere)
    expect((await closeByToken(session.token)).sort()).toEqual([TOOL, OTHER])
    expect(await waiting()).toEqual([{ slug: TOOL, compte, sid, motif: "session" }])
  })

  it("is to be told whatever ended the session: its day, or the account", async () => {
    const session = await openSession()
    const sid = await open(session)
    await owner.query(`update session set "expireLe" = now() - interval '1 second' where id = $1`, [session.id])
    await sweepIdentity()
    expect(await waiting()).toMatchObject([{ sid }])
    const other = await open(await openSession())
    await owner.query(`update personne set "desactiveeLe" = now() where id = $1`, [SECRETAIRE])
    await sweepIdentity()
    await owner.query(`update personne set "desactiveeLe" = null where id = $1`, [SECRETAIRE])
    expect(await waiting()).toMatchObject([{ sid }, { sid: other }])
  })

  it("is told to nobody where the tool has no address for it", async () => {
    await owner.query(`update module set deconnexion = null where "serviceId" = $1`, [stableId("service", TOOL)])
    const session = await openSession()
    await open(session)
    await closeByToken(session.token)
    expect(await waiting()).toEqual([])
    await owner.query(`update module set deconnexion = 'https://parapheur.demo.invalid/d' where "serviceId" = $1`, [
      stableId("service", TOOL),
    ])
  })

  it("a session that is unknown, or has ended, opens nothing", async () => {
    const session = await openSession()
    await closeByToken(session.token)
    expect(await open(session)).toBeNull()
  })
})

describe("a right that ends", () => {
  it("is to be told for the account, whatever session it is in", async () => {
    const { rows } = await owner.query<{ id: string }>(
      `select id from module_droit where "personneId" = $1 and "collectiviteId" = $2 and "serviceId" = $3 and fin is null`,
      [SECRETAIRE, BRETEUIL, stableId("service", TOOL)],
    )
    const droit = rows[0]?.id ?? ""
    succeeded(
      await endDroit(secretaire, endInput.parse({ collectivite: stablePublicId("27112"), service: TOOL, droit })),
    )
    expect(await waiting()).toEqual([{ slug: TOOL, compte, sid: null, motif: "droit" }])
  })
})

describe("telling a tool", () => {
  const leave = async () => {
    const session = await openSession()
    await open(session)
    await closeByToken(session.token)
  }

  it("is done once, by whichever worker comes", async () => {
    await leave()
    let asked = 0
    const slow = async () => {
      asked += 1
      await new Promise((resolve) => setTimeout(resolve, 200))
      return { told: true } as const
    }
    const answers = await Promise.all([tellNextSortie(slow), tellNextSortie(slow), tellNextSortie(slow)])
    expect([asked, answers.filter(({ ok }) => ok).length]).toEqual([1, 1])
    expect(await waiting()).toEqual([])
  })

  it("is tried again later and later, then left to the staff, who have it told again or set it aside", async () => {
    await leave()
    expect(await tellNextSortie(mute)).toMatchObject({ value: { told: false } })
    expect(await tellNextSortie(told), "not at once").toMatchObject({ refusal: "rien" })
    for (let essai = 1; essai < SORTIE_ESSAIS; essai++) {
      expect(await read(staff, findWaiting)).toMatchObject({ outilsSourds: 0 })
      await due()
      await tellNextSortie(mute)
    }
    await due()
    expect(await tellNextSortie(told)).toMatchObject({ refusal: "rien" })
    expect(await read(staff, findWaiting)).toMatchObject({ outilsSourds: 1 })
    expect(await read(staff, (tx) => listSortiesTues(tx, TOOL))).toMatchObject({
      total: 1,
      sorties: [{ motif: "session", reponse: "Code 500", qui: expect.stringMatching(/, Breteuil$/) }],
    })
    succeeded(await settleSorties(staff, { service: TOOL, decision: "redire" }))
    expect(await tellNextSortie(told)).toMatchObject({ value: { told: true } })
    expect(await settleSorties(staff, { service: TOOL, decision: "classer" })).toMatchObject({
      refusal: "sorties-reglees",
    })
    await leave()
    await owner.query(`update module_sortie set "abandonneeLe" = now()`)
    succeeded(await settleSorties(staff, { service: TOOL, decision: "classer" }))
    expect(await waiting()).toEqual([])
  })
})

describe("the logout token, over the wire", () => {
  const answers: { status: number; stall?: boolean }[] = []
  const taken: string[] = []
  const server = createServer(async (request, response) => {
    let text = ""
    for await (const chunk of request) text += chunk
    taken.push(new URLSearchParams(text).get("logout_token") ?? "")
    const { status, stall } = answers.shift() ?? { status: 200 }
    if (!stall) response.writeHead(status).end()
  })
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
    // It listens on a port: an address of another shape is a pipe's.
    const { port } = server.address() as AddressInfo
    await owner.query(`update module set deconnexion = $2 where "serviceId" = $1`, [
      stableId("service", TOOL),
      `http://127.0.0.1:${port}/deconnexion`,
    ])
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const judge = async (token: string) =>
    readLogoutToken(token, {
      ...{ issuer: ssoIssuer(env().APP_URL), audience: TOOL, seen: new Set() },
      ...{ keys: await findSigningKeys(new Date()), now: Math.floor(Date.now() / 1000) },
    })
  const tell = async (sid: string | null) => tellSortie(await currentProvider(), { slug: TOOL, compte, sid })

  it("is what a tool accepts, signed by the portal's published key, for one session or for the account", async () => {
    const sid = "0b5a4a2e-7d0f-4b43-9c93-2b8a1f6a8d11"
    expect(await tell(sid)).toEqual({ told: true })
    expect(await judge(taken.at(-1) ?? "")).toEqual({ sub: compte, sid })
    expect(await tell(null)).toEqual({ told: true })
    expect(await judge(taken.at(-1) ?? "")).toEqual({ sub: compte, sid: null })
  })

  it("refused, broken, without an answer or nobody there: it was not told, and what happened is said", async () => {
    answers.push({ status: 400 }, { status: 500 }, { status: 302 }, { status: 200, stall: true })
    expect(await tell(null)).toEqual({ told: false, response: "Code 400" })
    expect(await tell(null)).toEqual({ told: false, response: "Code 500" })
    expect(await tell(null), "followed nowhere").toEqual({ told: false, response: "Code 302" })
    expect(await tell(null)).toEqual({ told: false, response: "Pas de réponse à temps" })
    await owner.query(`update module set deconnexion = 'http://127.0.0.1:9/d' where "serviceId" = $1`, [
      stableId("service", TOOL),
    ])
    expect(await tell(null)).toEqual({ told: false, response: "Injoignable" })
    expect(await tellSortie(await currentProvider(), { slug: "inconnu", compte, sid: null })).toEqual({ told: true })
  })
})

describe("a tool's own way out", () => {
  const asked = async (fields: Record<string, string>) =>
    readSortie(await currentProvider(), new URLSearchParams(fields))

  it("is believed of a joined tool, and leads to its own addresses only", async () => {
    const [retour = ""] = (
      await owner.query(`select "retoursSortie" as r from module where "serviceId" = $1`, [stableId("service", TOOL)])
    ).rows[0].r
    expect(await asked({ client_id: TOOL })).toMatchObject({ value: { slug: TOOL, sid: null, retour: null } })
    expect(await asked({ client_id: TOOL, post_logout_redirect_uri: retour, state: "x" })).toMatchObject({
      value: { retour, state: "x" },
    })
    expect(await asked({ client_id: TOOL, post_logout_redirect_uri: "https://ailleurs.example/" })).toMatchObject({
      refusal: "retour-inconnu",
    })
    for (const client_id of ["inconnu", OTHER])
      expect(await asked({ client_id })).toMatchObject({ refusal: "outil-inconnu" })
    expect(await asked({})).toMatchObject({ refusal: "outil-inconnu" })
  })

  it("is not believed on a token that the portal did not sign", async () => {
    const body = Buffer.from(JSON.stringify({ aud: TOOL, sub: compte, sid: "x" })).toString("base64url")
    for (const id_token_hint of ["rien", `e30.${body}.e30`])
      expect(await asked({ id_token_hint })).toMatchObject({ refusal: "jeton-invalide" })
  })
})
