import { z } from "zod"

/** Characters that are not seen: control and format (zero-width, soft hyphen, marks that turn the direction of the text). */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}]/gu

const clean = (text: string): string => text.normalize("NFC").replace(UNSEEN, "").trim()

type PlainText = { max: number; missing: string }

/** What a person types in a field: without unseen characters, neither empty nor too long, never a tag. */
export const plainText = ({ max, missing }: PlainText) =>
  z
    .string(missing)
    .transform(clean)
    .refine((text) => text !== "", missing)
    .refine((text) => text.length <= max, `Ce texte est trop long : ${max} caractères au plus.`)
    .refine((text) => !/[<>]/.test(text), "Ce texte ne peut pas contenir les signes < et >.")

/** The same, where nothing may be said: null then. */
export const optionalText = ({ max }: Pick<PlainText, "max">) =>
  z
    .string()
    .optional()
    .transform((text) => clean(text ?? "") || null)
    .refine((text) => text === null || text.length <= max, `Ce texte est trop long : ${max} caractères au plus.`)
    .refine((text) => text === null || !/[<>]/.test(text), "Ce texte ne peut pas contenir les signes < et >.")
