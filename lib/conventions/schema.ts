import { z } from "zod"
import { dayInput } from "@/lib/platform/day-input.ts"
import { integerInput } from "@/lib/platform/number-input.ts"
import { plainText } from "@/lib/platform/plain-text.ts"
import { changeFields, retraitsRead, withOptions } from "@/lib/souscriptions/schema.ts"
import { readArticles } from "./rules.ts"
import { ACTE_GENRES, GENERATION_GENRES } from "./types.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."
const acte = z.uuid("Ce document n'existe pas.")
const version = integerInput({ missing: WRONG, wrong: WRONG, min: 1, max: 1_000_000 })

export const signInput = z.object({
  acte,
  /** SHA-256 of the document that the page showed. */
  empreinte: z.string(WRONG).regex(/^[0-9a-f]{64}$/, WRONG),
  accord: z.literal("oui", "Cochez la case : elle dit que vous avez lu le document et que vous l'acceptez."),
})
export type SignInput = Omit<z.output<typeof signInput>, "accord">

export const declineInput = z.object({
  acte,
  motif: plainText({ max: 500, missing: "Dites pourquoi : l'autre partie le lira." }),
})
export type DeclineInput = z.output<typeof declineInput>

export const charteInput = z.object({ dossier: z.uuid("Ce dossier n'existe pas."), version })

export const conventionInput = z.object({ souscription: z.uuid("Cette souscription n'existe pas."), version })
export type ConventionInput = z.output<typeof conventionInput>

export const avenantInput = withOptions(
  { souscription: z.uuid("Cette souscription n'existe pas."), version, ...changeFields },
  retraitsRead,
)
export type AvenantInput = z.output<typeof avenantInput>

export const generationInput = z.object({
  genre: z.enum(GENERATION_GENRES, "Choisissez ce qu'il faut établir."),
  motif: plainText({ max: 200, missing: "Dites pourquoi : vos collègues le liront." }),
})
export type GenerationInput = z.output<typeof generationInput>

export const retryInput = z.object({ generation: z.uuid("Cette génération n'existe pas.") })

export const modeleInput = z.object({
  genre: z.enum(ACTE_GENRES, WRONG),
  depuis: dayInput("Indiquez à partir de quand."),
  titre: plainText({ max: 200, missing: "Indiquez le titre du document." }),
  preambule: plainText({ max: 4000, missing: "Indiquez ce qui précède les articles." }),
  articles: plainText({ max: 40_000, missing: "Indiquez les articles." })
    .transform(readArticles)
    .refine(
      (articles) => articles.length > 0 && articles.every(({ titre, texte }) => titre !== "" && texte !== ""),
      "Chaque article commence par une ligne « ## Titre », suivie de son texte.",
    ),
})
export type ModeleInput = z.output<typeof modeleInput>
