import type { OAuthConfig } from "next-auth/providers/oauth"
import { z } from "zod"

/** ProConnect, by OpenID Connect (partners' documentation, August 2026): parameters, claims, levels. */

export type ProConnectSettings = { issuer: string; clientId: string; clientSecret: string }

/** What we keep of a person. `siret` is a hint that her organisation chose: rights never come from it. */
export type ProConnectProfile = z.infer<typeof claims>

const claims = z.object({
  sub: z.string().min(1),
  idp_id: z.string().min(1),
  given_name: z.string().default(""),
  usual_name: z.string().default(""),
  email: z.email(),
  siret: z.string().optional(),
  acr: z.string(),
})

const idTokenClaims = z.object({ sub: z.string(), acr: z.string().default("") })

/** Levels where somebody checked who she is; eidas0 is self-declared. */
const ACCEPTED_ACR = new Set(["eidas1", "eidas1-mfa", "eidas2", "eidas3"])

export const isAcceptedLevel = (acr: string): boolean =>
  ACCEPTED_ACR.has(acr.replace("https://proconnect.gouv.fr/assurance/", ""))

/** A `sub` is only stable within the provider that gave it. */
export const proConnectSubject = ({ idp_id, sub }: Pick<ProConnectProfile, "idp_id" | "sub">): string =>
  `${idp_id}|${sub}`

export function proConnect({ issuer, clientId, clientSecret }: ProConnectSettings): OAuthConfig<ProConnectProfile> {
  return {
    id: "proconnect",
    name: "ProConnect",
    type: "oauth",
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    idToken: true,
    // No PKCE: ProConnect answers Y000400 to any parameter it does not list.
    checks: ["state", "nonce"],
    client: {
      token_endpoint_auth_method: "client_secret_post",
      id_token_signed_response_alg: "RS256",
      userinfo_signed_response_alg: "RS256",
    },
    authorization: {
      params: {
        scope: "openid given_name usual_name email siret idp_id",
        claims: JSON.stringify({ id_token: { acr: { essential: true }, amr: { essential: true } } }),
      },
    },
    // A provider that stalls must not hold the page.
    httpOptions: { timeout: 10_000 },
    userinfo: {
      request: async ({ client, tokens }) => {
        const answer = await client.userinfo(tokens.access_token ?? "")
        const { acr, sub } = idTokenClaims.parse(decodeClaims(tokens.id_token))
        if (answer.sub !== sub) throw new Error("userinfo is about another subject than the id_token")
        return claims.parse({ ...answer, acr })
      },
    },
    profile: (profile) => ({
      id: proConnectSubject(profile),
      name: `${profile.given_name} ${profile.usual_name}`.trim(),
      email: profile.email.toLowerCase(),
    }),
  }
}

/** The payload of a token whose signature the client has already checked. */
const decodeClaims = (token: string | undefined): unknown =>
  JSON.parse(Buffer.from(token?.split(".")[1] ?? "", "base64url").toString("utf8"))

/** Where a person who leaves the portal also leaves ProConnect. */
export function proConnectLogout(issuer: string, idToken: string, state: string, backTo: string): string {
  const query = new URLSearchParams({ id_token_hint: idToken, state, post_logout_redirect_uri: backTo })
  return `${issuer}/session/end?${query}`
}
