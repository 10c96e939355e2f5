import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto"

/**
 * Each document has an AES-256-GCM key of its own, wrapped by the key of the environment (decision 7).
 * Layout of both: nonce (12 bytes), tag (16), ciphertext.
 */
const NONCE = 12
const TAG = 16

export type Sealed = { bytes: Buffer; wrappedKey: Buffer }

export function sealDocument(clear: Uint8Array, masterKey: Buffer): Sealed {
  const key = randomBytes(32)
  return { bytes: encrypt(clear, key), wrappedKey: encrypt(key, masterKey) }
}

/** Throws when a bit of the document or of its key has changed, or the master key is another. */
export const openDocument = (sealed: Uint8Array, wrappedKey: Uint8Array, masterKey: Buffer): Buffer =>
  decrypt(sealed, decrypt(wrappedKey, masterKey))

function encrypt(clear: Uint8Array, key: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv("aes-256-gcm", key, nonce)
  const body = Buffer.concat([cipher.update(clear), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

function decrypt(sealed: Uint8Array, key: Uint8Array): Buffer {
  if (sealed.length < NONCE + TAG) throw new RangeError("sealed bytes are too short")
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE))
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
  return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()])
}
