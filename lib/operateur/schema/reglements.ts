import { z } from "zod"
import { integerInput } from "@/lib/platform/number-input.ts"
import { orNothing } from "@/lib/platform/plain-text.ts"
import { code, version } from "../schema.ts"

const delai = orNothing(
  integerInput({
    missing: "Indiquez un nombre de jours.",
    wrong: "Un délai de relance est un nombre de jours, de 1 à 365.",
    min: 1,
    max: 365,
  }),
)

/** Each rank after the one before; what is left empty ends the schedule. */
export const reglementsInput = z
  .object({
    version,
    payfipNumero: code(/^\d{6}$/, "Un numéro de client PayFiP compte six chiffres."),
    relance1: delai,
    relance2: delai,
    relance3: delai,
  })
  .transform(({ relance1, relance2, relance3, ...rest }, context) => {
    const ranks = [relance1, relance2, relance3]
    const relancesJours: number[] = []
    for (const [index, days] of ranks.entries()) {
      if (days === null) continue
      const path = [`relance${index + 1}`]
      if (index > 0 && ranks[index - 1] === null)
        context.addIssue({ code: "custom", path, message: "Remplissez d'abord la relance qui précède." })
      else if (days <= (relancesJours.at(-1) ?? 0))
        context.addIssue({ code: "custom", path, message: "Une relance part après celle qui la précède." })
      relancesJours.push(days)
    }
    return { ...rest, relancesJours }
  })
export type ReglementsInput = z.output<typeof reglementsInput>
