import { z } from "zod"
import { codeInseeInput, sirenInput } from "@/lib/collectivites/schema.ts"
import { dayInput } from "@/lib/platform/day-input.ts"
import { integerInput } from "@/lib/platform/number-input.ts"
import { orNothing, plainText } from "@/lib/platform/plain-text.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."
/** As lib/platform/public-id.ts makes them. */
const address = z.string(WRONG).regex(/^[0-9a-hjkmnp-tv-z]{10}$/, WRONG)
const day = dayInput("Indiquez la date d'effet.")
const nom = plainText({ max: 120, missing: "Indiquez le nom de la commune." })
const fondement = plainText({ max: 200, missing: "Indiquez l'acte qui le décide : numéro et date." })

/** One box ticked comes alone, several as a list. */
const many = z.unknown().transform((value, ctx): string[] => {
  const all = (Array.isArray(value) ? value : [value]).map((one) => address.safeParse(one))
  if (all.length <= MOST && all.every(({ success }) => success)) return all.map(({ data }) => String(data))
  ctx.addIssue({ code: "custom", message: WRONG })
  return z.NEVER
})
const MOST = 60

/** `predecesseurs`: addresses of the communes that merge, the seat first. */
export const mergeInput = z.object({
  predecesseurs: many,
  nom,
  /** Usually that of the seat. */
  codeInsee: codeInseeInput,
  siren: orNothing(sirenInput),
  le: day,
  fondement,
})
export type MergeInput = z.output<typeof mergeInput>

const habitants = integerInput({
  missing: "Indiquez la population.",
  wrong: "Indiquez un nombre entier d'habitants.",
  min: 0,
  max: 10_000_000,
})

/** Two communes anew, which is what the law has seen; a third would be another act. */
export const splitInput = z.object({
  commune: address,
  nom_1: nom,
  code_1: codeInseeInput,
  habitants_1: habitants,
  nom_2: nom,
  code_2: codeInseeInput,
  habitants_2: habitants,
  le: day,
  fondement,
})
export type SplitInput = z.output<typeof splitInput>

export const changeEpciInput = z.object({ commune: address, epci: orNothing(address), le: day, fondement })
export type ChangeEpciInput = z.output<typeof changeEpciInput>

export const changeMaireInput = z.object({
  commune: address,
  personne: z.uuid("Choisissez une personne."),
  le: day,
  fondement,
})
export type ChangeMaireInput = z.output<typeof changeMaireInput>
