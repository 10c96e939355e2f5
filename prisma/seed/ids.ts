import { createHash } from "node:crypto"

// Ids of the seed are derived from what they name, so that seeding again finds its own rows. They have the shape of
// UUID v7 (fixed instant, then 74 bits of a hash) so that they sort and index as those made in production.
const INSTANT = Date.UTC(2026, 0, 1).toString(16).padStart(12, "0")
/** Crockford's base 32: without i, l, o, u, which people misread. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"

const hash = (text: string) => createHash("sha256").update(`portail:${text}`).digest()

/** `stableId("collectivite", "27112")` */
export function stableId(kind: string, key: string): string {
  const hex = hash(`${kind}:${key}`).toString("hex")
  const variant = ((Number.parseInt(hex.slice(3, 4), 16) & 0b0011) | 0b1000).toString(16)
  return [
    INSTANT.slice(0, 8),
    INSTANT.slice(8),
    `7${hex.slice(0, 3)}`,
    `${variant}${hex.slice(4, 7)}`,
    hex.slice(7, 19),
  ].join("-")
}

/** Ten characters for addresses: they tell neither code nor name, and survive a change of both. */
export function stablePublicId(key: string): string {
  const bytes = hash(`public:${key}`)
  return Array.from(bytes.subarray(0, 10), (byte) => ALPHABET[byte & 31]).join("")
}

/** A number in [0, 1) that is always the same for this text: what the demonstration invents does not move. */
export const stableDraw = (text: string): number => hash(`draw:${text}`).readUInt32BE(0) / 2 ** 32
