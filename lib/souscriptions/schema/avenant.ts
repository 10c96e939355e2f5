import { z } from "zod"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"
import { changeFields, retraitsRead, target, withOptions } from "../schema.ts"

export const avenantAskInput = withOptions({ ...target, ...changeFields }, retraitsRead)
export type AvenantAskInput = z.output<typeof avenantAskInput>

const demande = { ...target, demande: z.uuid("Cette demande n'existe pas.") }

export const avenantCancelInput = z.object(demande)
export type AvenantCancelInput = z.output<typeof avenantCancelInput>

/** A refusal is explained to whoever asked; an approval needs no word. */
export const avenantDecideInput = z.discriminatedUnion(
  "decision",
  [
    z.object({ ...demande, decision: z.literal("approuver"), motif: optionalText({ max: 500 }) }),
    z.object({
      ...demande,
      decision: z.literal("refuser"),
      motif: plainText({ max: 500, missing: "Dites pourquoi : la personne qui a demandé le lira." }),
    }),
  ],
  { error: "Choisissez d'approuver ou de refuser." },
)
export type AvenantDecideInput = z.output<typeof avenantDecideInput>

export const avenantRefuseInput = z.object({
  ...demande,
  motif: plainText({ max: 500, missing: "Dites pourquoi : la collectivité le lira." }),
})
export type AvenantRefuseInput = z.output<typeof avenantRefuseInput>
