import { z } from "zod"
import { decimalInput, integerInput } from "@/lib/platform/number-input.ts"
import { orNothing, plainText } from "@/lib/platform/plain-text.ts"

const year = integerInput({
  missing: "Indiquez une année, par exemple 2026.",
  wrong: "Indiquez une année entre 2020 et 2100.",
  min: 2020,
  max: 2100,
})
export const periodeInput = z.object({ debut: year, fin: year }).refine(({ debut, fin }) => fin >= debut, {
  path: ["fin"],
  message: "La dernière année ne vient pas avant la première.",
})
export type PeriodeInput = z.output<typeof periodeInput>

const identifier = z.uuid("Cette adresse n’est pas valable.")

const ligne = {
  nom: plainText({ max: 160, missing: "Donnez un nom à cette ligne du budget." }),
  montant: orNothing(
    decimalInput({
      missing: "Indiquez un montant.",
      wrong: "Un montant est positif, au centime près, par exemple 124 000,00.",
      digits: 2,
    }),
  ),
  moyensInternes: z
    .literal("oui")
    .optional()
    .transform((value) => value === "oui"),
}

/** One or the other: an amount that is voted, or the operator's own means. */
const oneMeans = (
  { montant, moyensInternes }: { montant: string | null; moyensInternes: boolean },
  context: z.RefinementCtx,
) => {
  if ((montant === null) === moyensInternes) return
  const message = moyensInternes
    ? "Un montant ou des moyens internes, pas les deux."
    : "Indiquez un montant, ou cochez « moyens internes »."
  context.addIssue({ code: "custom", path: ["montant"], message })
}

export const addBudgetInput = z.object({ parent: identifier, ...ligne }).superRefine(oneMeans)
export type AddBudgetInput = z.output<typeof addBudgetInput>
export const changeBudgetInput = z.object({ budget: identifier, ...ligne }).superRefine(oneMeans)
export type ChangeBudgetInput = z.output<typeof changeBudgetInput>
export const endBudgetInput = z.object({ budget: identifier })
