import { z } from "zod"
import { dayInput } from "@/lib/platform/day-input.ts"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"
import { AVIS, CHOIX_MAX } from "./types.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."

/** One choice a line, each said once. */
const choixLines = optionalText({ max: 1000 })
  .transform((text) => [
    ...new Set(
      (text ?? "")
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean),
    ),
  ])
  .refine((lines) => lines.length <= CHOIX_MAX, `Proposez ${CHOIX_MAX} choix au plus.`)
  .refine((lines) => lines.every((line) => line.length <= 120), "Un choix tient en 120 signes.")

export const openInput = z.object({
  service: z.string("Choisissez le service.").min(1, "Choisissez le service.").max(80, WRONG),
  titre: plainText({ max: 120, missing: "Donnez un titre à cette consultation." }),
  question: plainText({ max: 600, missing: "Posez la question." }),
  choix: choixLines,
  jusqua: dayInput("Indiquez le dernier jour pour répondre."),
})
export type OpenInput = z.output<typeof openInput>

export const closeInput = z.object({ consultation: z.uuid(WRONG) })
export type CloseInput = z.output<typeof closeInput>

/** What is ticked comes as choix_1, choix_2…: a form without JavaScript repeats no name. */
export const answerInput = z
  .looseObject({
    collectivite: z.string(WRONG).max(40, WRONG),
    consultation: z.uuid(WRONG),
    avis: z.enum(AVIS, "Choisissez votre réponse."),
    commentaire: optionalText({ max: 600 }),
  })
  .transform(({ collectivite, consultation, avis, commentaire, ...rest }) => ({
    ...{ collectivite, consultation, avis, commentaire },
    choix: Object.keys(rest)
      .flatMap((name) => name.match(/^choix_(\d)$/)?.[1] ?? [])
      .map(Number),
  }))
export type AnswerInput = z.output<typeof answerInput>
