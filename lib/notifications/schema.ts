import { z } from "zod"
import { plainText } from "@/lib/platform/plain-text.ts"
import { canChoose } from "./rules.ts"
import type { Genre } from "./types/genres.ts"
import { CHOIX, type Choix } from "./types.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."

/** One field a kind, named after it; what the page does not show, or what the law decides, is no choice. */
export const choicesInput = z
  .record(z.string(), z.unknown())
  .transform((fields, context): { genre: Genre; choix: Choix }[] => {
    const choices: { genre: Genre; choix: Choix }[] = []
    for (const [genre, typed] of Object.entries(fields)) {
      if (!canChoose(genre)) continue
      const choix = CHOIX.find((one) => one === typed)
      if (choix) choices.push({ genre, choix })
      else context.addIssue({ code: "custom", path: [genre], message: "Choisissez l'une des trois façons." })
    }
    return choices
  })
export type ChoicesInput = z.infer<typeof choicesInput>

/** Of the link in a mail: person, kind, signature. */
export const silenceInput = z.object({
  p: z.uuid(WRONG),
  g: z.string(WRONG).min(1, WRONG).max(80, WRONG),
  s: z.string(WRONG).length(64, WRONG),
})
export type SilenceInput = z.infer<typeof silenceInput>

export const readAllInput = z.object({})

const courriel = z.uuid("Ce courriel n'existe pas.")
/** Sent again, or come back. */
export const courrielInput = z.object({ courriel })
export type CourrielInput = z.infer<typeof courrielInput>

export const settleInput = z.object({
  courriel,
  note: plainText({ max: 500, missing: "Dites comment la collectivité a été avertie, et quand." }),
})
export type SettleInput = z.infer<typeof settleInput>

/** The address of the desk's list: what it cannot read is left out. */
export const remisesFilter = z.object({
  etat: z.enum(["non-notifiees", "toutes"]).catch("non-notifiees").default("non-notifiees"),
  cherche: z.string().trim().max(120).catch("").default(""),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
})
export type RemisesFilter = z.infer<typeof remisesFilter>

export const notificationsFilter = z.object({ page: z.coerce.number().int().min(1).max(1000).catch(1).default(1) })
