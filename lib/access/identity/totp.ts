import { Secret, TOTP } from "otpauth"
import { seal, unseal } from "./secrets.ts"

/** One-time codes by time (RFC 6238): SHA-1, six digits, thirty seconds, what every application on a phone reads. */
const PERIOD_SECONDS = 30

const totp = (secret: string, label: string, issuer: string): TOTP =>
  new TOTP({ issuer, label, algorithm: "SHA1", digits: 6, period: PERIOD_SECONDS, secret: Secret.fromBase32(secret) })

/** 160 bits in base 32, as RFC 4226 advises. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

export const totpAddress = (secret: string, label: string, issuer: string): string =>
  totp(secret, label, issuer).toString()

export const totpCode = (secret: string, at: Date): string =>
  totp(secret, "", "portail").generate({ timestamp: at.getTime() })

/**
 * The step a code belongs to, one step of clock drift allowed either way; null when it is wrong, or not after the last
 * step accepted: a code seen over a shoulder is worth nothing once used.
 */
export function acceptedStep(secret: string, code: string, at: Date, lastStep: bigint | null): bigint | null {
  const digits = code.replace(/\s/g, "")
  if (!/^\d{6}$/.test(digits)) return null
  const delta = totp(secret, "", "portail").validate({ token: digits, timestamp: at.getTime(), window: 1 })
  if (delta === null) return null
  const step = BigInt(Math.floor(at.getTime() / 1000 / PERIOD_SECONDS) + delta)
  return lastStep !== null && step <= lastStep ? null : step
}

/** As long ago as somebody may have written a code down before typing it, in steps. */
const RECENT_STEPS = 20

/** A right code, typed too late: who reads it is told so, rather than that she mistyped. */
export function isExpired(secret: string, code: string, at: Date): boolean {
  const token = code.replace(/\s/g, "")
  if (!/^\d{6}$/.test(token)) return false
  const delta = totp(secret, "", "portail").validate({ token, timestamp: at.getTime(), window: RECENT_STEPS })
  return delta !== null && delta < -1
}

/** Bound to its factor: a sealed secret copied to another row does not open. */
export const sealTotp = (nextAuthSecret: string, factorId: string, secret: string): string =>
  seal(nextAuthSecret, "totp", factorId, secret).toString("base64")

export const unsealTotp = (nextAuthSecret: string, factorId: string, sealed: string): string =>
  unseal(nextAuthSecret, "totp", factorId, Buffer.from(sealed, "base64"))
