import { type CalendarDate, isCalendarDate } from "@/lib/platform/dates.ts"

/** Invisible characters that copying from a page or a PDF leaves: zero-width, soft hyphen, direction marks, BOM. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu
const CONTROL = /\p{Cc}/u
/** UTF-8 read as Windows-1252, then saved again: "Ã©", "â€™". */
const MOJIBAKE = /Ã[\u0080-\u00bf©¨ªª«¢®´»§‰€]|â€[™œ\u009d“”]|\ufffd/
const COURRIEL =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/

/** What a person meant by a cell: without what does not show, and without the apostrophe that our exports put before a formula. */
export const cleanCell = (text: string): string =>
  text
    .replace(INVISIBLE, "")
    .replace(/[\s\u00a0\u202f]+/g, " ")
    .trim()
    .replace(/^'(?=[=+\-@])/, "")
    .normalize("NFC")

export const compact = (text: string): string => text.replace(/[\s.]/g, "")

/** Null when the text can be kept. */
export function textProblem(text: string, max: number): string | null {
  if (text.length > max) return `compte ${text.length} caractères ; la limite est de ${max}`
  if (/[<>]/.test(text)) return "contient « < » ou « > », qui ne sont pas acceptés ici"
  if (/^[=@]/.test(text)) return "commence par une formule de tableur"
  if (CONTROL.test(text)) return "contient des caractères de commande invisibles"
  if (MOJIBAKE.test(text)) return "a des accents mal convertis : vérifiez l'encodage du fichier"
  return null
}

/** A spreadsheet writes a long number so once it has lost its digits. */
export const isScientific = (text: string): boolean => /^\d(?:[.,]\d+)?e\+?\d+$/i.test(text.replace(/\s/g, ""))

export const isCourriel = (text: string): boolean => text.length <= 254 && COURRIEL.test(text)

/** "02 32 00 00 00", or null: what is not a French number. */
export function telephone(text: string): string | null {
  const digits = text.replace(/[\s.\-/()]/g, "").replace(/^(?:\+|00)33\(?0?\)?/, "0")
  return /^0[1-9]\d{8}$/.test(digits) ? digits.replace(/(\d{2})(?=\d)/g, "$1 ") : null
}

/** 01/02/2026 or 2026-02-01; null for a day that does not exist. */
export function day(text: string): CalendarDate | null {
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text)
  const iso = french ? `${french[3]}-${french[2]?.padStart(2, "0")}-${french[1]?.padStart(2, "0")}` : text
  return isCalendarDate(iso) ? iso : null
}

/** Département of a code INSEE: three characters overseas. */
export const departementOf = (codeInsee: string): string => codeInsee.slice(0, codeInsee.startsWith("97") ? 3 : 2)
