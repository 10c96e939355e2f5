import { generateKeyPairSync, randomBytes } from "node:crypto"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { pathToFileURL } from "node:url"
import Provider, {
  type AccountClaims,
  type Configuration,
  errors,
  interactionPolicy,
  type KoaContextWithOIDC,
} from "oidc-provider"
import { choicePage, codesPage, type DemoIdentity, homePage } from "./oidc-pages.ts"
import { escapeHtml, page, readFields, sendJson, sendPage } from "./page.ts"
import { close, type LocalServer, listen } from "./server.ts"

/** Stands in for ProConnect over HTTP: its routes, claims, levels and refusals, with the demo's identities as people. */

/** `refuse`: the person gives up; `stall`: no answer; `break`: errors 500; `weak`: a level that nobody asked for. */
const FAULTS = ["none", "refuse", "stall", "break", "weak"] as const
export type OidcFault = (typeof FAULTS)[number]

export type OidcOptions = {
  port: number
  clientId: string
  clientSecret: string
  appUrl: string
  identities: readonly DemoIdentity[]
}

const BASE = "/api/v2"
const ACR = ["eidas0", "eidas0-mfa", "eidas1", "eidas1-mfa", "eidas2", "eidas3"]

/** ProConnect answers Y000400 to any other parameter, PKCE's included (partners' documentation, August 2026). */
const AUTHORIZE_PARAMETERS = new Set(
  "client_id redirect_uri response_type scope state nonce claims acr_values prompt idp_hint login_hint siret_hint".split(
    " ",
  ),
)

export async function startOidc(options: OidcOptions): Promise<LocalServer> {
  const origin = `http://localhost:${options.port}`
  const state = { fault: "none" as OidcFault }
  const provider = createProvider(`${origin}${BASE}`, options, state)
  const server = createServer((request, response) => {
    answer(request, response, provider, options, state).catch((cause) => {
      console.error("oidc:", cause)
      if (!response.headersSent)
        sendPage(response, page("Erreur", "<p>Le fournisseur d'identité local a échoué.</p>"), [], 500)
    })
  })
  await listen(server, options.port)
  return { url: origin, close: () => close(server) }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  provider: Provider,
  options: OidcOptions,
  state: { fault: OidcFault },
) {
  const url = new URL(request.url ?? "/", "http://localhost")
  if (url.pathname === "/controle" && request.method === "POST") {
    const { fault } = await readFields(request)
    if (!FAULTS.includes(fault as OidcFault)) return sendJson(response, { error: "fault", allowed: FAULTS }, 400)
    state.fault = fault as OidcFault
    return sendJson(response, state)
  }
  if (url.pathname === "/") return sendPage(response, homePage(options.identities, options.appUrl))
  if (url.pathname === "/codes") return sendPage(response, codesPage(options.identities, new Date()))
  if (url.pathname === `${BASE}/session/end`) return endSession(response, url, options)
  if (url.pathname.startsWith("/interaction/")) return interact(request, response, provider, options, state)
  if (!url.pathname.startsWith(`${BASE}/`)) return sendPage(response, page("Page inconnue", ""), [], 404)

  if (state.fault === "stall") return
  if (state.fault === "break") return sendJson(response, { error: "server_error" }, 500)
  if (url.pathname === `${BASE}/authorize`) {
    const unknown = [...url.searchParams.keys()].find((name) => !AUTHORIZE_PARAMETERS.has(name))
    if (unknown)
      return sendPage(response, page("Erreur Y000400", `<p>Paramètre inattendu : ${escapeHtml(unknown)}.</p>`), [], 400)
    const weak = ["state", "nonce"].find((name) => (url.searchParams.get(name) ?? "").length < 32)
    if (weak) return sendPage(response, page("Erreur Y000400", `<p>${weak} : 32 caractères au moins.</p>`), [], 400)
  }
  // What an HTTP framework does to mount an application under a prefix: the provider derives its addresses from it.
  const mounted = request as IncomingMessage & { originalUrl?: string }
  mounted.originalUrl = request.url
  request.url = (request.url ?? "").slice(BASE.length)
  provider.callback()(request, response)
}

async function interact(
  request: IncomingMessage,
  response: ServerResponse,
  provider: Provider,
  options: OidcOptions,
  state: { fault: OidcFault },
) {
  const details = await provider.interactionDetails(request, response).catch(() => null)
  if (!details) return sendPage(response, page("Demande expirée", "<p>Revenez au portail et recommencez.</p>"), [], 400)
  if (request.method !== "POST") return sendPage(response, choicePage(options.identities), [options.appUrl])
  const { key } = await readFields(request)
  const identity = options.identities.find((candidate) => candidate.key === key)
  if (!identity || state.fault === "refuse") {
    const result = { error: "access_denied", error_description: "authentication aborted" }
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  }
  const acr = state.fault === "weak" ? "eidas0" : identity.factor ? "eidas1-mfa" : "eidas1"
  const login = {
    accountId: identity.key,
    acr,
    amr: identity.factor ? ["pwd", "otp", "mfa"] : ["pwd"],
    remember: false,
  }
  return provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false })
}

function createProvider(issuer: string, options: OidcOptions, state: { fault: OidcFault }): Provider {
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" })
  const configuration: Configuration = {
    clients: [
      {
        client_id: options.clientId,
        client_secret: options.clientSecret,
        redirect_uris: [`${options.appUrl}/api/auth/callback/proconnect`],
        post_logout_redirect_uris: [`${options.appUrl}/`],
        grant_types: ["authorization_code"],
        response_types: ["code"],
        token_endpoint_auth_method: "client_secret_post",
        id_token_signed_response_alg: "RS256",
        userinfo_signed_response_alg: "RS256",
      },
    ],
    jwks: { keys: [{ ...key, use: "sig", alg: "RS256" }] },
    cookies: { keys: [randomBytes(32).toString("hex")] },
    clientAuthMethods: ["client_secret_post"],
    acrValues: ACR,
    scopes: ["openid"],
    claims: {
      openid: ["sub", "acr", "amr"],
      idp_id: ["idp_id"],
      given_name: ["given_name"],
      usual_name: ["usual_name"],
      email: ["email"],
      uid: ["uid"],
      siret: ["siret"],
      roles: ["roles"],
      organization_label: ["organization_label"],
      acr: null,
      amr: null,
    },
    pkce: { required: () => false },
    routes: {
      authorization: "/authorize",
      token: "/token",
      userinfo: "/userinfo",
      jwks: "/jwks",
      end_session: "/session/end",
    },
    features: {
      claimsParameter: { enabled: true },
      devInteractions: { enabled: false },
      jwtUserinfo: { enabled: true },
      rpInitiatedLogout: { enabled: true },
    },
    ttl: { AuthorizationCode: 60, AccessToken: 3600, IdToken: 3600, Session: 43_200, Grant: 43_200, Interaction: 600 },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}`, policy: alwaysChoose() },
    findAccount: (_, id) => findAccount(options.identities, id),
    loadExistingGrant,
    renderError: (context) => {
      context.type = "html"
      context.body = page("Demande refusée", "<p>Le fournisseur d'identité local n'accepte pas cette demande.</p>")
    },
  }
  const provider = new Provider(issuer, configuration)
  provider.on("server_error", (_, error) => {
    if (state.fault === "none") console.error("oidc:", error)
  })
  return provider
}

/** A demonstration changes people often: nobody is signed in silently from the session before. */
function alwaysChoose() {
  const policy = interactionPolicy.base()
  policy
    .get("login")
    ?.checks.add(
      new interactionPolicy.Check("choisir", "choose who signs in", (context) => !context.oidc.result?.login),
    )
  policy.remove("consent")
  return policy
}

/** ProConnect asks no consent: what the client may read was settled when it was registered. */
async function loadExistingGrant(context: KoaContextWithOIDC) {
  const { client, session, provider, params } = context.oidc
  if (!client || !session?.accountId) throw new errors.InvalidRequest("no session")
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope(String(params?.scope ?? "openid"))
  grant.addOIDCClaims(["acr", "amr"])
  await grant.save()
  return grant
}

function findAccount(identities: readonly DemoIdentity[], id: string) {
  const identity = identities.find((candidate) => candidate.key === id)
  if (!identity) return undefined
  const claims: AccountClaims = {
    sub: identity.key,
    idp_id: "demonstration",
    given_name: identity.label,
    usual_name: "",
    email: identity.email,
    uid: identity.key,
    roles: ["agent_public", "agent_public_territorial"],
    organization_label: identity.label,
    ...(identity.siret ? { siret: identity.siret } : {}),
  }
  return { accountId: id, claims: () => claims }
}

/** ProConnect asks nothing on leaving; nobody stays signed in here anyway (`alwaysChoose`). */
function endSession(response: ServerResponse, url: URL, { appUrl }: OidcOptions) {
  const back = url.searchParams.get("post_logout_redirect_uri")
  if (!url.searchParams.get("id_token_hint") || back !== `${appUrl}/`) {
    return sendPage(response, page("Demande refusée", "<p>Adresse de retour inconnue.</p>"), [], 400)
  }
  response.writeHead(302, {
    location: `${back}?${new URLSearchParams({ state: url.searchParams.get("state") ?? "" })}`,
  })
  response.end()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { identitiesOf } = await import("../../prisma/seed/people.ts")
  const {
    OIDC_PORT = "3001",
    OIDC_CLIENT_ID = "portail",
    OIDC_CLIENT_SECRET = "",
    APP_URL = "http://localhost:3000",
  } = process.env
  const identities: readonly DemoIdentity[] = identitiesOf(process.env.DEPARTEMENT ?? "27")
  const options = { clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET, appUrl: APP_URL, identities }
  const { url } = await startOidc({ port: Number(OIDC_PORT), ...options })
  console.log(`oidc: ${url}`)
}
