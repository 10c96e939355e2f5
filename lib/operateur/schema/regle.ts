import { z } from "zod"
import { COLLECTIVITE_TYPES } from "@/lib/collectivites/types.ts"
import { deliberationChoice } from "@/lib/deliberations/schema.ts"
import { dayInput } from "@/lib/platform/day-input.ts"
import { decimalInput } from "@/lib/platform/number-input.ts"
import { bandesInput, borneInput, ticked } from "../schema.ts"

const depuis = dayInput("Indiquez la date de début.")

const head = {
  type: z.enum(COLLECTIVITE_TYPES, "Choisissez un type de membre."),
  depuis,
  hypothese: ticked,
  minimum: borneInput.optional().default(null),
  maximum: borneInput.optional().default(null),
  deliberation: deliberationChoice,
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
