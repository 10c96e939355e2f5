import { z } from "zod"
import { COLLECTIVITE_TYPES } from "@/lib/collectivites/types.ts"
import { isCalendarDate } from "@/lib/platform/dates.ts"
import { decimal, priceOf } from "@/lib/platform/money.ts"
import { decimalInput } from "@/lib/platform/number-input.ts"
import { optionalText, orNothing } from "@/lib/platform/plain-text.ts"
import type { Bande } from "../types.ts"

const ticked = z
  .literal("oui", "Cette valeur n’est pas attendue.")
  .optional()
  .transform((value) => value === "oui")

const depuis = z
  .string("Indiquez la date de début.")
  .refine(isCalendarDate, "Indiquez une date qui existe, par exemple 01/01/2027.")
  .transform((text) => {
    if (!isCalendarDate(text)) throw new RangeError(text)
    return text
  })

const BANDES =
  "Écrivez une tranche par ligne, de la plus petite à la plus grande : « 500 ; 50,00 », puis « au-delà ; 150,00 »."

/** One band a line, "500 ; 50,00", the last one "au-delà ; 150,00": limits go up, and the last has none. */
export const bandesInput = z.string(BANDES).transform((text, context): Bande[] => {
  const lines = text.split("\n").filter((line) => line.trim() !== "")
  const bandes = lines.map((line, index): Bande | null => {
    const [limit = "", amount = ""] = line
      .split(";")
      .map((cell) => cell.replace(/[\s\u00a0\u202f€]/g, "").replace(",", "."))
    if (!/^\d{1,9}(\.\d{1,2})?$/.test(amount)) return null
    if (index === lines.length - 1)
      return /^au-del[àa]$/i.test(limit) ? { jusqua: null, montant: priceOf(1, decimal(amount)) } : null
    return /^\d{1,8}$/.test(limit) ? { jusqua: Number(limit), montant: priceOf(1, decimal(amount)) } : null
  })
  const known = bandes.filter((bande) => bande !== null)
  const rising = known.every(
    ({ jusqua }, index) => index === 0 || jusqua === null || jusqua > (known[index - 1]?.jusqua ?? 0),
  )
  if (known.length === 0 || known.length < bandes.length || !rising)
    context.addIssue({ code: "custom", message: BANDES })
  return known
})

const borne = orNothing(
  decimalInput({
    missing: "Indiquez un montant.",
    wrong: "Un montant est positif, au centime près, par exemple 50,00.",
    digits: 2,
  }),
).transform((montant) => montant && priceOf(1, montant))

const head = {
  type: z.enum(COLLECTIVITE_TYPES, "Choisissez un type de membre."),
  depuis,
  hypothese: ticked,
  minimum: borne.optional().default(null),
  maximum: borne.optional().default(null),
  deliberation: optionalText({ max: 160 }).optional().default(null),
}

/** The chosen way of computing decides which other field is read. */
export const regleInput = z
  .discriminatedUnion(
    "mode",
    [
      z.object({
        ...head,
        mode: z.literal("taux_population"),
        taux: decimalInput({
          missing: "Indiquez le taux par habitant.",
          wrong: "Un taux est un nombre positif de six décimales au plus, par exemple 0,10.",
          digits: 6,
        }),
      }),
      z.object({
        ...head,
        mode: z.literal("forfait"),
        montant: decimalInput({
          missing: "Indiquez le montant du forfait.",
          wrong: "Un forfait est un montant positif, au centime près, par exemple 500,00.",
          digits: 2,
        }),
      }),
      z.object({ ...head, mode: z.literal("bandes"), bandes: bandesInput }),
      z.object({ ...head, mode: z.literal("aucune") }),
    ],
    { error: "Choisissez comment la cotisation se calcule." },
  )
  .refine(({ minimum, maximum }) => minimum === null || maximum === null || minimum <= maximum, {
    path: ["maximum"],
    message: "Le maximum est au moins égal au minimum.",
  })
export type RegleInput = z.infer<typeof regleInput>
