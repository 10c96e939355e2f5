import { ok, type Result, refuse } from "./result.ts"

export type TextProblem = "vide" | "classeur" | "binaire" | "encodage"
export type DecodedText = { text: string; encodage: "UTF-8" | "UTF-16" | "Windows-1252" }

/** The text of a file that a person chose, by its bytes alone: what French spreadsheets and banks write. */
export function decodeText(bytes: Uint8Array): Result<DecodedText, TextProblem> {
  if (starts(bytes, 0x50, 0x4b) || starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return refuse("classeur")
  const wide = utf16Label(bytes)
  if (!wide && bytes.includes(0)) return refuse("binaire")
  const decoded = wide ? strictly(bytes, wide, "UTF-16") : (strictly(bytes, "utf-8", "UTF-8") ?? windows1252(bytes))
  if (!decoded) return refuse("encodage")
  return decoded.text.trim() === "" ? refuse("vide") : ok(decoded)
}

const starts = (bytes: Uint8Array, ...head: number[]) => head.every((byte, index) => bytes[index] === byte)

/** By its mark; without one, by the zeros of Latin letters, all on one side. */
function utf16Label(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (starts(bytes, 0xff, 0xfe)) return "utf-16le"
  if (starts(bytes, 0xfe, 0xff)) return "utf-16be"
  if (bytes.length < 4 || bytes.length % 2 === 1) return null
  const zeros = [0, 0]
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const most = bytes.length * 0.4
  if (even === 0 && odd > most) return "utf-16le"
  return odd === 0 && even > most ? "utf-16be" : null
}

function strictly(bytes: Uint8Array, label: string, encodage: DecodedText["encodage"]): DecodedText | null {
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes), encodage }
  } catch {
    return null
  }
}

/** Null for the bytes that Windows-1252 leaves undefined: the decoder turns them into control characters. */
function windows1252(bytes: Uint8Array): DecodedText | null {
  const text = new TextDecoder("windows-1252").decode(bytes)
  return /[\u0080-\u009f]/.test(text) ? null : { text, encodage: "Windows-1252" }
}
