import { z } from "zod"
import { optionalDayInput } from "@/lib/platform/day-input.ts"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."
const place = { collectivite: z.string(WRONG).max(40, WRONG), service: z.string(WRONG).max(80, WRONG) }
const profil = plainText({ max: 60, missing: "Choisissez un profil." })

export const giveInput = z.object({
  ...place,
  personne: z.uuid("Choisissez une personne."),
  profil,
  /** The last day with access. */
  jusquAu: optionalDayInput,
})
export type GiveInput = z.output<typeof giveInput>

export const endInput = z.object({ ...place, droit: z.uuid(WRONG) })
export type EndInput = z.output<typeof endInput>

export const askInput = z.object({ ...place, pourquoi: optionalText({ max: 300 }) })
export type AskInput = z.output<typeof askInput>

export const answerInput = z.object({
  ...place,
  demande: z.uuid(WRONG),
  decision: z.enum(["accorder", "refuser"], "Choisissez une réponse."),
  profil: optionalText({ max: 60 }),
  motif: optionalText({ max: 300 }),
})
export type AnswerInput = z.output<typeof answerInput>
