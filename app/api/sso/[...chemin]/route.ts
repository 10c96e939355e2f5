import { redirect } from "next/navigation"
import type Provider from "oidc-provider"
import type { MembreContext } from "@/lib/access/context.ts"
import { forgetOutil, recordOutil, sessionStart } from "@/lib/access/identity/sso-session.ts"
import { currentVisitor } from "@/lib/access/request.ts"
import type { Visitor } from "@/lib/access/session.ts"
import { currentProvider } from "@/lib/outils/commands/provider.ts"
import { accountOf, chooseIdentite } from "@/lib/outils/commands/sso.ts"
import { recordUsage } from "@/lib/outils/commands/usage.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { env } from "@/lib/platform/env.ts"
import { exchange } from "@/lib/platform/node-exchange.ts"
import { mountSso, readSortie } from "@/lib/ports/sso.ts"
import { SORTIE_PATH, SSO_PATH } from "@/lib/ports/sso-address.ts"

/** The portal vouches to the tools of the pack for who is signed in: its OpenID provider, and the question it asks itself. */
async function answer(request: Request): Promise<Response> {
  const provider = await currentProvider()
  const { pathname } = new URL(request.url)
  if (pathname.startsWith(`${SSO_PATH}/interaction/`)) return interact(provider, request)
  if (pathname.startsWith(SORTIE_PATH)) return leave(provider, request)
  return exchange(request, (asked, answered) => {
    mountSso(asked, env().APP_URL)
    return provider.callback()(asked, answered)
  })
}

export { answer as GET, answer as POST }

/** A tool asks who is there: the person of the portal's session, where she has a right to it. */
async function interact(provider: Provider, request: Request): Promise<Response> {
  const asked = await detailsOf(provider, request)
  if (!asked) redirect("/outil-en-erreur?raison=expiree")
  const { pathname, search, searchParams } = new URL(request.url)
  const slug = String(asked.params.client_id)
  const visitor = await currentVisitor()
  if (!visitor) redirect(`/connexion?retour=${encodeURIComponent(pathname + search)}`)
  const ctx = memberOf(visitor)
  const hint = searchParams.get("collectivite") ?? textOf(asked.params.login_hint)
  const [mine, ...others] = ctx ? await chooseIdentite(ctx, { slug, hint, now: new Date() }) : []
  if (!mine) redirect(refusalPath(visitor, slug, hint))
  if (others.length > 0) redirect(`/moi/outil?demande=${asked.uid}&outil=${encodeURIComponent(slug)}`)

  const began = await sessionStart(visitor.who.sessionId)
  if (asksToSignInAgain(asked.params, began)) return finish(provider, request, SIGN_IN_AGAIN)
  const { personneId, collectiviteId } = mine
  await recordUsage({ collectiviteId, personneId, slug, day: dayInParis(new Date()) })
  const accountId = accountOf(mine)
  const sid = await recordOutil({ sessionId: visitor.who.sessionId, slug, compte: accountId })
  return finish(provider, request, { login: { accountId, ts: Math.floor(began), remember: false }, sid })
}

/** She has left a tool by its own way: the portal says so, and asks whether she leaves the portal as well. */
async function leave(provider: Provider, request: Request): Promise<Response> {
  const asked = request.method === "POST" ? await fieldsOf(request) : new URL(request.url).searchParams
  const sortie = await readSortie(provider, asked)
  if (!sortie.ok) return toPage(`/outil-en-erreur?raison=${sortie.refusal}`)
  const { slug, sid, retour, state } = sortie.value
  if (sid) await forgetOutil(sid)
  const kept = { ...(retour === null ? {} : { retour }), ...(state === null ? {} : { state }) }
  return toPage(`/outil-quitte?${new URLSearchParams({ outil: slug, ...kept })}`)
}

/** A form of the tool must not be posted again to the page. */
const toPage = (path: string) => new Response(null, { status: 303, headers: { location: path } })

const fieldsOf = async (request: Request) => new URLSearchParams(await request.text())

type Details = Awaited<ReturnType<Provider["interactionDetails"]>>

async function detailsOf(provider: Provider, request: Request): Promise<Details | null> {
  let details: Details | null = null
  await exchange(request.clone(), async (asked, answered) => {
    details = await provider.interactionDetails(asked, answered).catch(() => null)
    answered.end()
  })
  return details
}

type Outcome = Parameters<Provider["interactionFinished"]>[2]

const finish = (provider: Provider, request: Request, outcome: Outcome): Promise<Response> =>
  exchange(request, (asked, answered) =>
    provider.interactionFinished(asked, answered, outcome, { mergeWithLastSubmission: false }),
  )

const SIGN_IN_AGAIN = { error: "login_required", error_description: "sign out of the portal, then in again" }

/** Nobody signs in twice inside a session: a tool that wants a fresh proof is told so, never given an old one for new. */
const asksToSignInAgain = ({ prompt, max_age: maxAge }: Details["params"], began: number): boolean =>
  (textOf(prompt) ?? "").includes("login") || (typeof maxAge === "number" && Date.now() / 1000 - began > maxAge)

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null)

function memberOf({ who, liens }: Visitor): MembreContext | null {
  const [first, ...rest] = liens
  return first ? { kind: "membre", who, liens: [first, ...rest] } : null
}

/** Her own page of that tool, where she may ask for it; the portal's front page for who has no collectivité. */
function refusalPath({ liens }: Visitor, slug: string, hint: string | null): string {
  const lien = liens.find(({ publicId }) => publicId === hint) ?? liens[0]
  return lien ? `/c/${lien.publicId}/outils/${encodeURIComponent(slug)}?refus=droit-absent` : "/moi"
}
