import { ok, type Result, refuse } from "../../platform/result.ts"
import type { DepotRefusal } from "../types.ts"
import { checkTaille } from "./taille.ts"

const starts = (bytes: Uint8Array, ...head: number[]) => head.every((byte, index) => bytes[index] === byte)
const ascii = (bytes: Uint8Array, text: string) => Buffer.from(bytes.subarray(0, 4096)).includes(text)

/** What can be refused before anything is kept: what is not a text at all. The validator judges the rest. */
export function checkFichier(bytes: Uint8Array): Result<void, DepotRefusal> {
  if (bytes.length === 0) return refuse("fichier-vide")
  const tooLarge = checkTaille(bytes.length)
  if (!tooLarge.ok) return tooLarge
  if (starts(bytes, 0x50, 0x4b)) {
    return refuse(
      ascii(bytes, "[Content_Types].xml") || ascii(bytes, "mimetype") ? "fichier-classeur" : "fichier-archive",
    )
  }
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refuse("fichier-classeur")
  if (starts(bytes, 0x1f, 0x8b) || starts(bytes, 0x37, 0x7a, 0xbc, 0xaf) || starts(bytes, 0x52, 0x61, 0x72, 0x21))
    return refuse("fichier-archive")
  // UTF-16 and every binary format hold a null byte early; no encoding that the validator accepts does.
  return bytes.subarray(0, 65_536).includes(0) ? refuse("fichier-binaire") : ok(undefined)
}
