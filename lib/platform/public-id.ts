import { randomBytes } from "node:crypto"

/** Crockford's base 32: without the letters that people misread. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"

/** Ten characters for addresses: they tell neither code nor name, and survive a change of both. */
export const newPublicId = (): string => Array.from(randomBytes(10), (byte) => ALPHABET[byte & 31]).join("")
