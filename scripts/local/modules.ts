import { randomBytes } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { pathToFileURL } from "node:url"
import { type Client, generators, Issuer } from "openid-client"
import { clientSecret } from "@/lib/access/identity/sso-keys.ts"
import { readLogoutToken } from "./logout-token.ts"
import { escapeHtml, page, readFields, sendJson, sendPage } from "./page.ts"
import { close, type LocalServer, listen } from "./server.ts"

/**
 * Stands in for the tools of the pack, `/<tool>/` each. Those that are joined to the portal are relying parties of its
 * OpenID provider, by a library that is not the portal's; the others would ask for an account of their own.
 */

/** `refuse`: the tool does not want this person, nor to hear that she left; `stall`: no answer; `break`: errors 500; `stranger`: returns to an address nobody registered. */
const FAULTS = ["none", "refuse", "stall", "break", "stranger"] as const
export type ModuleFault = (typeof FAULTS)[number]

export type ModulesOptions = {
  port: number
  issuer: string
  federated: readonly string[]
  secretOf: (slug: string) => string
}

type Person = {
  slug: string
  sub: string
  sid: string | null
  name: string
  email: string
  profil: string
  collectivite: string
  accessToken: string
  idToken: string
}
type Pending = { slug: string; state: string; nonce: string; verifier: string; target: string }
type State = {
  fault: ModuleFault
  pending: Map<string, Pending>
  people: Map<string, Person>
  /** Logout tokens that were taken: each is taken once. */
  seen: Set<string>
}
type Tool = { slug: string; origin: string; options: ModulesOptions; state: State }

export async function startModules(options: ModulesOptions): Promise<LocalServer> {
  const origin = `http://localhost:${options.port}`
  const state: State = { fault: "none", pending: new Map(), people: new Map(), seen: new Set() }
  const server = createServer((request, response) => {
    answer(request, response, { origin, options, state }).catch((cause) => {
      console.error("outils:", cause instanceof Error ? cause.message : cause)
      if (!response.headersSent) sendPage(response, page("L'outil a échoué", BACK(options)), [], 502)
    })
  })
  await listen(server, options.port)
  return { url: origin, close: () => close(server) }
}

const BACK = ({ issuer }: ModulesOptions) =>
  `<p><a href="${escapeHtml(new URL("/moi", issuer).href)}">Revenir au portail</a></p>`

async function answer(request: IncomingMessage, response: ServerResponse, at: Omit<Tool, "slug">) {
  const url = new URL(request.url ?? "/", at.origin)
  if (url.pathname === "/controle" && request.method === "POST") {
    const { fault } = await readFields(request)
    const known = FAULTS.find((one) => one === fault)
    if (!known) return sendJson(response, { error: "fault", allowed: FAULTS }, 400)
    at.state.fault = known
    return sendJson(response, { fault })
  }
  const [, slug = "", rest = ""] = /^\/([a-z0-9-]+)\/([a-z]*)$/.exec(url.pathname) ?? []
  if (!slug) return sendPage(response, page("Page inconnue", BACK(at.options)), [], 404)
  if (at.state.fault === "stall") return
  if (at.state.fault === "break") return sendPage(response, page("Erreur 500", BACK(at.options)), [], 500)
  const tool = { ...at, slug }
  if (!at.options.federated.includes(slug)) return sendPage(response, ownAccountPage(tool))
  if (rest === "connexion") return begin(url, response, tool)
  if (rest === "retour") return finish(request, response, tool)
  if (rest === "compte") return account(request, response, tool)
  if (rest === "quitter") return leave(request, response, tool)
  if (rest === "deconnexion" && request.method === "POST") return letGo(request, response, tool)
  return sendPage(response, homePage(tool, personOf(request, tool)))
}

/** OpenID Connect Core 1.0 § 4: the issuer must be the one it knows, and the target one of its own pages. */
async function begin(url: URL, response: ServerResponse, tool: Tool) {
  const { options, origin, slug, state } = tool
  const issuer = url.searchParams.get("iss") ?? options.issuer
  const target = url.searchParams.get("target_link_uri") ?? `${origin}/${slug}/`
  if (issuer !== options.issuer || new URL(target, origin).origin !== origin)
    return sendPage(response, page("Demande refusée", "<p>Émetteur ou page de destination inconnus.</p>"), [], 400)
  const client = await clientOf(tool)
  const key = randomBytes(16).toString("hex")
  const pending = {
    slug,
    state: generators.state(),
    nonce: generators.nonce(),
    verifier: generators.codeVerifier(),
    target,
  }
  state.pending.set(key, pending)
  const hint = url.searchParams.get("login_hint")
  response.writeHead(302, {
    "set-cookie": `demande_${slug}=${key}; HttpOnly; SameSite=Lax; Path=/${slug}/`,
    location: client.authorizationUrl({
      scope: "openid profile email",
      ...{ state: pending.state, nonce: pending.nonce },
      ...{ code_challenge: generators.codeChallenge(pending.verifier), code_challenge_method: "S256" },
      ...(hint ? { login_hint: hint } : {}),
      ...(state.fault === "stranger" ? { redirect_uri: `${origin}/${slug}/ailleurs` } : {}),
    }),
  })
  response.end()
}

async function finish(request: IncomingMessage, response: ServerResponse, tool: Tool) {
  const { options, state, slug } = tool
  const pending = state.pending.get(cookieOf(request, `demande_${slug}`))
  if (!pending || pending.slug !== slug) return sendPage(response, page("Demande expirée", BACK(options)), [], 400)
  const client = await clientOf(tool)
  const checks = { state: pending.state, nonce: pending.nonce, code_verifier: pending.verifier }
  const tokens = await client.callback(redirectOf(tool), client.callbackParams(request), checks)
  const claims = tokens.claims()
  const profil = String(claims.profil ?? "")
  if (state.fault === "refuse" || !profil)
    return sendPage(
      response,
      page("Accès refusé par l'outil", `<p>Votre profil n'ouvre rien ici.</p>${BACK(options)}`),
      [],
      403,
    )
  const session = randomBytes(16).toString("hex")
  // A claim is of no known type: only its name is read, and may be missing.
  const collectivite = claims.collectivite as { nom?: unknown } | undefined
  state.people.set(session, {
    ...{ slug, sub: claims.sub, sid: typeof claims.sid === "string" ? claims.sid : null },
    ...{ idToken: tokens.id_token ?? "", name: String(claims.name), email: String(claims.email), profil },
    collectivite: String(collectivite?.nom ?? ""),
    accessToken: tokens.access_token ?? "",
  })
  response.writeHead(303, {
    "set-cookie": `session_${slug}=${session}; HttpOnly; SameSite=Lax; Path=/${slug}/`,
    location: pending.target,
  })
  response.end()
}

/** What the portal says of her right now: nothing any more once the right is taken away. */
async function account(request: IncomingMessage, response: ServerResponse, tool: Tool) {
  const person = personOf(request, tool)
  if (!person) return sendJson(response, { error: "nobody" }, 401)
  const client = await clientOf(tool)
  const known = await client.userinfo(person.accessToken).catch(() => null)
  return known ? sendJson(response, known) : sendJson(response, { error: "ended" }, 403)
}

/** Its own way out: its session ends, and the portal is told (RP-Initiated Logout 1.0). */
async function leave(request: IncomingMessage, response: ServerResponse, tool: Tool) {
  const person = personOf(request, tool)
  tool.state.people.delete(cookieOf(request, `session_${tool.slug}`))
  const client = await clientOf(tool)
  response.writeHead(303, { location: client.endSessionUrl({ id_token_hint: person?.idToken, client_id: tool.slug }) })
  response.end()
}

/** The portal says that somebody left: one session of hers by its `sid`, all of them without one. */
async function letGo(request: IncomingMessage, response: ServerResponse, { options, slug, state }: Tool) {
  response.setHeader("cache-control", "no-store")
  if (state.fault === "refuse") return sendJson(response, { error: "invalid_request" }, 400)
  const { logout_token: token = "" } = await readFields(request)
  const issuer = await Issuer.discover(options.issuer)
  const { keys } = await fetch(String(issuer.metadata.jwks_uri)).then((answer) => answer.json())
  const now = Math.floor(Date.now() / 1000)
  const logout = readLogoutToken(token, { issuer: options.issuer, audience: slug, keys, seen: state.seen, now })
  if (typeof logout === "string") return sendJson(response, { error: "invalid_request", reason: logout }, 400)
  for (const [session, person] of state.people) {
    const hers = person.slug === slug && (logout.sub === null || person.sub === logout.sub)
    if (hers && (logout.sid === null || person.sid === logout.sid)) state.people.delete(session)
  }
  return sendJson(response, {})
}

async function clientOf(tool: Tool): Promise<Client> {
  const issuer = await Issuer.discover(tool.options.issuer)
  return new issuer.Client({
    ...{ client_id: tool.slug, client_secret: tool.options.secretOf(tool.slug) },
    ...{ redirect_uris: [redirectOf(tool)], response_types: ["code"] },
  })
}

const redirectOf = ({ origin, slug }: Tool) => `${origin}/${slug}/retour`

const cookieOf = (request: IncomingMessage, name: string): string =>
  new RegExp(`(?:^|; )${name}=([0-9a-f]+)`).exec(request.headers.cookie ?? "")?.[1] ?? ""

const personOf = (request: IncomingMessage, { state, slug }: Tool): Person | undefined =>
  state.people.get(cookieOf(request, `session_${slug}`))

const MENTION = `<p class="mention">Outil de démonstration : il tient la place d'un outil du pack.</p>`

const homePage = ({ slug, options }: Tool, person: Person | undefined) =>
  page(
    slug,
    person
      ? `${MENTION}<p>Bonjour ${escapeHtml(person.name)} (${escapeHtml(person.email)}).</p>
<p>Collectivité : ${escapeHtml(person.collectivite)}. Profil : ${escapeHtml(person.profil)}.</p>
<p><a href="/${slug}/quitter">Se déconnecter de l'outil</a></p>${BACK(options)}`
      : `${MENTION}<p>Personne n'est connecté. <a href="/${slug}/connexion">Se connecter par le portail</a></p>${BACK(options)}`,
  )

const ownAccountPage = ({ slug, options }: Tool) =>
  page(
    slug,
    `${MENTION}<p>Ici, cet outil demanderait l'identifiant et le mot de passe de son propre compte.</p>${BACK(options)}`,
  )

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { FEDERES } = await import("../../prisma/seed/outils.ts")
  const { MODULES_PORT = "3013", APP_URL = "http://localhost:3000", NEXTAUTH_SECRET = "" } = process.env
  const { url } = await startModules({
    port: Number(MODULES_PORT),
    issuer: `${APP_URL}/api/sso`,
    federated: FEDERES,
    secretOf: (slug) => clientSecret(slug, 1, NEXTAUTH_SECRET),
  })
  console.log(`outils: ${url}`)
}
