import type { IncomingMessage } from "node:http"
import Provider, {
  type Adapter,
  type AdapterFactory,
  type Client,
  type Configuration,
  errors,
  interactionPolicy,
  type JWK,
  type KoaContextWithOIDC,
} from "oidc-provider"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { SSO_PATH, ssoIssuer } from "./sso-address.ts"

/** The portal as an OpenID Connect provider for the tools of the pack (OpenID Connect Core 1.0), by a certified library. */

export type SsoClient = {
  slug: string
  nom: string
  retours: readonly string[]
  /** Where it is told that somebody left; null when it cannot be. */
  deconnexion: string | null
  /** Where its own leaving may lead. */
  retoursSortie: readonly string[]
  secret: string
}
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
    routes: { authorization: "/auth", token: "/token", userinfo: "/userinfo", jwks: "/jwks", end_session: "/sortie" },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true },
      backchannelLogout: { enabled: true },
    },
    // An administrator gave the address, and a tool may live inside the operator's network: the library's guard would refuse it.
    fetch: (address, { dispatcher: _, ...asked }: RequestInit & { dispatcher?: unknown } = {}) => fetch(address, asked),
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
          post_logout_redirect_uris: [...client.retoursSortie],
        },
        ...(client.deconnexion
          ? { backchannel_logout_uri: client.deconnexion, backchannel_logout_session_required: true }
          : {}),
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
  // The tool's session is named after the portal's, so that it can be ended with it.
  const sid = context.oidc.result?.sid
  if (typeof sid === "string") session.sidFor(client.clientId, sid)
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

/** Back-Channel Logout 1.0 § 2.5: `sid` for one session, none for all those of the account. The library signs and sends. */
type Telling = Client & { backchannelLogout: (account: string, sid?: string) => Promise<void> }

export type Sortie = { slug: string; compte: string; sid: string | null }
/** `told` too for a tool that is joined no more, or has no address any more: nobody is left to tell. */
export type SortieReceipt = { told: true } | { told: false; response: string }

export async function tellSortie(provider: Provider, { slug, compte, sid }: Sortie): Promise<SortieReceipt> {
  // The library's types leave this method of a client out.
  const client = (await provider.Client.find(slug)) as Telling | undefined
  if (!client?.backchannelLogoutUri) return { told: true }
  try {
    await client.backchannelLogout(compte, sid ?? undefined)
    return { told: true }
  } catch (error) {
    return { told: false, response: responseOf(error) }
  }
}

function responseOf(error: unknown): string {
  if (error instanceof Error && "response" in error && error.response instanceof Response)
    return `Code ${error.response.status}`
  return error instanceof DOMException && error.name === "TimeoutError" ? "Pas de réponse à temps" : "Injoignable"
}

/** `state` goes back to the tool as it came. */
export type SortieAsked = { slug: string; sid: string | null; retour: string | null; state: string | null }
export type SortieRefusal = "jeton-invalide" | "outil-inconnu" | "retour-inconnu"

/** RP-Initiated Logout 1.0 § 2: which tool a person has left, and where it would have her go. Nothing ends here. */
export async function readSortie(
  provider: Provider,
  asked: URLSearchParams,
): Promise<Result<SortieAsked, SortieRefusal>> {
  const hint = asked.get("id_token_hint")
  const slug = hint ? audienceOf(hint) : asked.get("client_id")
  if (hint && asked.has("client_id") && asked.get("client_id") !== slug) return refuse("jeton-invalide")
  const client = slug ? await provider.Client.find(slug) : undefined
  if (!client) return refuse(hint ? "jeton-invalide" : "outil-inconnu")
  const known = hint ? await provider.IdToken.validate(hint, client).catch(() => null) : null
  if (hint && !known) return refuse("jeton-invalide")
  const retour = asked.get("post_logout_redirect_uri")
  if (retour !== null && !client.postLogoutRedirectUriAllowed(retour)) return refuse("retour-inconnu")
  const sid = known?.payload.sid
  return ok({ slug: client.clientId, sid: typeof sid === "string" ? sid : null, retour, state: asked.get("state") })
}

/** Read before it is checked: it only says against which tool's to check. */
function audienceOf(token: string): string | null {
  try {
    const { aud } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"))
    return typeof aud === "string" ? aud : null
  } catch {
    return null
  }
}
