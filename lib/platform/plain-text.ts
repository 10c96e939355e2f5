import { z } from "zod"

/** Characters that are not seen: control and format (zero-width, soft hyphen, marks that turn the direction of the text). */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}]/gu

/** Without what is not seen, nor blanks around. */
export const clean = (text: string): string => text.normalize("NFC").replace(UNSEEN, "").trim()

export const NO_TAG = "Ce texte ne peut pas contenir les signes < et >."
/** Never a tag: what shows the text later, a mail or a file, need not think of it. */
export const hasTag = (text: string): boolean => /[<>]/.test(text)

type PlainText = { max: number; missing: string }

/** What a person types in a field: without unseen characters, neither empty nor too long, never a tag. */
export const plainText = ({ max, missing }: PlainText) =>
  z
    .string(missing)
    .transform(clean)
    .refine((text) => text !== "", missing)
    .refine((text) => text.length <= max, `Ce texte est trop long : ${max} caractères au plus.`)
    .refine((text) => !hasTag(text), NO_TAG)

/** The same, where nothing may be said: null then. */
export const optionalText = ({ max }: Pick<PlainText, "max">) =>
  z
    .string()
    .optional()
    .transform((text) => clean(text ?? "") || null)
    .refine((text) => text === null || text.length <= max, `Ce texte est trop long : ${max} caractères au plus.`)
    .refine((text) => text === null || !hasTag(text), NO_TAG)

/** Left empty, null; typed, judged by `schema`. What is not seen is not typed. */
export const orNothing = <T>(schema: z.ZodType<T, string>) =>
  z
    .string()
    .optional()
    .transform((text, context): T | null => {
      if (clean(text ?? "") === "") return null
      const parsed = schema.safeParse(text)
      if (parsed.success) return parsed.data
      context.addIssue({ code: "custom", message: parsed.error.issues[0]?.message })
      return z.NEVER
    })
