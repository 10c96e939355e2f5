import type { IncomingMessage } from "node:http"
import Provider, {
  type Adapter,
  type AdapterFactory,
  type Configuration,
  errors,
  interactionPolicy,
  type JWK,
  type KoaContextWithOIDC,
} from "oidc-provider"
import { SSO_PATH, ssoIssuer } from "./sso-address.ts"

/** The portal as an OpenID Connect provider for the tools of the pack (OpenID Connect Core 1.0), by a certified library. */

export type SsoClient = { slug: string; nom: string; retours: readonly string[]; secret: string }
/** What a tool is told of a person, who acts there for one collectivité. */
export type SsoClaims = { name: string; email: string; profil: string } & Record<string, unknown>

export type SsoSettings = {
  appUrl: string
  cookieKey: string
  keys: readonly JWK[]
  store: (kind: string) => Adapter
  findClient: (slug: string) => Promise<SsoClient | null>
  /** Null once the person has no right there any more. */
  findClaims: (account: string, slug: string) => Promise<SsoClaims | null>
  onError: (error: string) => void
}

const MINUTES = 60
const COOKIE = "portail_sso"

export function createSso(settings: SsoSettings): Provider {
  const provider = new Provider(ssoIssuer(settings.appUrl), configurationOf(settings))
  provider.proxy = true
  return provider
}

function configurationOf({ appUrl, cookieKey, keys, store, ...settings }: SsoSettings): Configuration {
  const secure = appUrl.startsWith("https:")
  const cookie = { httpOnly: true, sameSite: "lax", signed: true, secure } as const
  return {
    adapter: adapterOf(store, settings.findClient),
    clients: [],
    jwks: { keys: [...keys] },
    cookies: {
      keys: [cookieKey],
      names: { session: COOKIE, interaction: `${COOKIE}_demande`, resume: `${COOKIE}_suite` },
      long: cookie,
      short: cookie,
    },
    clientAuthMethods: ["client_secret_basic"],
    responseTypes: ["code"],
    scopes: ["openid"],
    claims: {
      openid: ["sub", "collectivite", "profil", "droit_jusqua"],
      profile: ["name"],
      email: ["email", "email_verified"],
    },
    // A tool reads all of it in the identity token, and again at userinfo while the right holds.
    conformIdTokenClaims: false,
    pkce: { required: () => false },
    routes: { authorization: "/auth", token: "/token", userinfo: "/userinfo", jwks: "/jwks" },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    ttl: {
      ...{ AuthorizationCode: MINUTES, AccessToken: 10 * MINUTES, IdToken: 10 * MINUTES, Grant: 10 * MINUTES },
      ...{ Session: 10 * MINUTES, Interaction: 15 * MINUTES },
    },
    interactions: { url: (_, { uid }) => `${SSO_PATH}/interaction/${uid}`, policy: askThePortal() },
    findAccount: async (context, id) => {
      const claims = await settings.findClaims(id, context.oidc.client?.clientId ?? "")
      return claims ? { accountId: id, claims: () => ({ sub: id, ...claims }) } : undefined
    },
    loadExistingGrant,
    renderError: (context, { error }) => {
      settings.onError(error)
      context.redirect(`${appUrl}/outil-en-erreur?raison=${encodeURIComponent(error)}`)
    },
  }
}

/** Clients are the federated tools of the catalogue, read at each request: a change there holds at once. */
const adapterOf =
  (store: SsoSettings["store"], findClient: SsoSettings["findClient"]): AdapterFactory =>
  (kind) => {
    const kept = store(kind)
    return kind === "Client" ? { ...kept, find: async (slug) => clientOf(await findClient(slug)) } : kept
  }

const clientOf = (client: SsoClient | null) =>
  client
    ? {
        ...{ client_id: client.slug, client_name: client.nom, client_secret: client.secret },
        ...{
          redirect_uris: [...client.retours],
          grant_types: ["authorization_code"],
          response_types: ["code" as const],
        },
      }
    : undefined

/** Who is signed in is the portal's own session, asked each time: the provider remembers nobody by itself. */
function askThePortal() {
  const policy = interactionPolicy.base()
  const ask = new interactionPolicy.Check(
    "session_du_portail",
    "the portal's session says who",
    (context) => !context.oidc.result?.login,
  )
  policy.get("login")?.checks.add(ask)
  policy.remove("consent")
  return policy
}

/** No consent: who opens a tool of her own collectivité has been given it, and what it is told was settled by the operator. */
async function loadExistingGrant(context: KoaContextWithOIDC) {
  const { client, session, provider, params } = context.oidc
  if (!client || !session?.accountId) throw new errors.InvalidRequest("no session")
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope(String(params?.scope ?? "openid"))
  await grant.save()
  return grant
}

/** As an HTTP framework mounts an application under a prefix, at the public address whatever the proxy in front said. */
export function mountSso(request: IncomingMessage, appUrl: string): void {
  const { host, protocol } = new URL(appUrl)
  const mounted: IncomingMessage & { originalUrl?: string } = request
  mounted.originalUrl = request.url
  request.url = (request.url ?? "").slice(SSO_PATH.length) || "/"
  request.headers.host = host
  request.headers["x-forwarded-host"] = host
  request.headers["x-forwarded-proto"] = protocol.replace(":", "")
  // A new request begins with nobody: the session of the one before would only be in its way.
  if (/^\/auth(\?|$)/.test(request.url)) request.headers.cookie = withoutSession(request.headers.cookie)
}

const withoutSession = (cookies: string | undefined): string | undefined =>
  cookies
    ?.split(/;\s*/)
    .filter((one) => !one.startsWith(`${COOKIE}=`) && !one.startsWith(`${COOKIE}.sig=`))
    .join("; ")
