import { hashToken } from "@/lib/access/session.ts"
import { keyedHash } from "./secrets.ts"

/** The cookies beside next-auth's own. `secure` where the portal is served by https. */

/** Says that the person signed in here asked to link another identity to her account. */
export const LINKING_COOKIE = "portail.relier"
const LINKING_SECONDS = 600

/** ProConnect's id_token, so that leaving the portal also leaves ProConnect. */
export const ID_TOKEN_COOKIE = "portail.proconnect"

/** The tools that the session which has just ended had opened: the page she lands on says which to close. */
export const OUTILS_COOKIE = "portail.outils"
export const OUTILS_SECONDS = 120

/** Bound to the session that asked: of no use to another one. */
export const linkingProof = (secret: string, sessionToken: string): string =>
  keyedHash(secret, "relier", hashToken(sessionToken))

export const setLinking = (proof: string, secure: boolean): string =>
  cookie(LINKING_COOKIE, proof, LINKING_SECONDS, secure)

export const clearLinking = (secure: boolean): string => cookie(LINKING_COOKIE, "", 0, secure)

export const setIdToken = (idToken: string, seconds: number, secure: boolean): string =>
  cookie(ID_TOKEN_COOKIE, idToken, seconds, secure)

const cookie = (name: string, value: string, seconds: number, secure: boolean): string =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? "; Secure" : ""}`
