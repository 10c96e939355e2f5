import { promisify } from "node:util"
import { gunzip } from "node:zlib"
import type { Accepted } from "../rules/corrige.ts"
import { corriger } from "../rules/corrige.ts"
import { recordPlaces } from "../rules/lines.ts"

const expand = promisify(gunzip)

type Correctible = { contenu: Uint8Array; encodage: string; separateur: string; corrections: readonly Accepted[] }

/** What was handed in, read as the validator read it, written in UTF-8 with what was accepted. */
export async function correctedFile({ contenu, encodage, separateur, corrections }: Correctible): Promise<string> {
  const bytes = await expand(contenu)
  const text = new TextDecoder(encodage).decode(bytes)
  return corriger(
    { text, delimiter: separateur, places: recordPlaces(bytes, separateur, newlineOf(bytes)) },
    corrections,
  )
}

/** As Papa Parse guesses it: the first line end of the file. */
function newlineOf(bytes: Uint8Array): string {
  const lf = bytes.indexOf(0x0a)
  const cr = bytes.indexOf(0x0d)
  if (cr === -1 || (lf !== -1 && lf < cr)) return "\n"
  return bytes[cr + 1] === 0x0a ? "\r\n" : "\r"
}
