/** Where the portal's own OpenID provider answers; its issuer is this under the portal's public address. */
export const SSO_PATH = "/api/sso"

export const ssoIssuer = (appUrl: string): string => new URL(SSO_PATH, appUrl).href

/** Where a tool sends who has just left it (`end_session_endpoint`). */
export const SORTIE_PATH = `${SSO_PATH}/sortie`
