import { z } from "zod"
import { COLLECTIVITE_TYPES } from "@/lib/collectivites/types.ts"
import { isCalendarDate } from "@/lib/platform/dates.ts"
import { priceOf } from "@/lib/platform/money.ts"
import { decimalInput } from "@/lib/platform/number-input.ts"
import { optionalText, orNothing } from "@/lib/platform/plain-text.ts"
import { BANDES_WRONG as BANDES, parseBandes } from "../rules.ts"
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

const bandes = z.string(BANDES).transform((text, context): Bande[] => {
  const known = parseBandes(text)
  if (!known) context.addIssue({ code: "custom", message: BANDES })
  return known ?? []
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
      z.object({ ...head, mode: z.literal("bandes"), bandes }),
      z.object({ ...head, mode: z.literal("aucune") }),
    ],
    { error: "Choisissez comment la cotisation se calcule." },
  )
  .refine(({ minimum, maximum }) => minimum === null || maximum === null || minimum <= maximum, {
    path: ["maximum"],
    message: "Le maximum est au moins égal au minimum.",
  })
export type RegleInput = z.infer<typeof regleInput>
