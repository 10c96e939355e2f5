import { createHash } from "node:crypto"

/** Where bytes are kept: by the SHA-256 of what is stored, so that the address proves the content. */
export interface StoragePort {
  /** Returns once the bytes are durable; storing the same bytes again is no error. */
  put(bytes: Uint8Array): Promise<string>
  /** Null when nothing is there, or what is there is not what the address says. */
  get(address: string): Promise<Uint8Array | null>
  /** Removes what is older than `before` and that `isKept` does not want; returns how many went. */
  sweep(before: Date, isKept: (addresses: readonly string[]) => Promise<ReadonlySet<string>>): Promise<number>
}

export const addressOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex")

const ADDRESS = /^[0-9a-f]{64}$/
/** Nothing else is ever a path or a key. */
export const isAddress = (text: string): boolean => ADDRESS.test(text)
