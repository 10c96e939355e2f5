import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto"

/** Keys of this folder, each derived from NEXTAUTH_SECRET for one use, so that none opens what another closed. */
type Use = "totp" | "courriel" | "tentatives" | "relier" | "code" | "desabonnement" | "agenda" | "sso"

const derive = (secret: string, use: Use): Buffer =>
  Buffer.from(hkdfSync("sha256", secret, "portail", `identite/${use}`, 32))

const IV_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM: iv, tag, then the text. `bound` is what the text belongs to: opened for anything else, it fails. */
export function seal(secret: string, use: Use, bound: string, text: string): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv("aes-256-gcm", derive(secret, use), iv).setAAD(Buffer.from(bound))
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

/** Throws on any other key, owner or byte. */
export function unseal(secret: string, use: Use, bound: string, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed)
  const decipher = createDecipheriv("aes-256-gcm", derive(secret, use), bytes.subarray(0, IV_BYTES))
  decipher.setAAD(Buffer.from(bound)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8")
}

/** Tells equal values apart from others without keeping them: an address that tried cannot be read back. */
export const keyedHash = (secret: string, use: Use, value: string): string =>
  createHmac("sha256", derive(secret, use)).update(value).digest("hex")
