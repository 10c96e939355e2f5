import { z } from "zod"
import { dayInput, optionalDayInput } from "@/lib/platform/day-input.ts"
import { integerInput } from "@/lib/platform/number-input.ts"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."
const identifier = z.uuid(WRONG).or(z.literal("")).optional().default("")

const web = optionalText({ max: 200 }).refine(
  (text) => text === null || /^https?:\/\/\S+$/.test(text),
  "Une adresse commence par https://.",
)

/** Without an identifier, a new one. */
export const prestataireInput = z.object({
  prestataire: identifier,
  nom: plainText({ max: 120, missing: "Indiquez le nom du prestataire." }),
  siren: optionalText({ max: 9 }).refine(
    (text) => text === null || /^\d{9}$/.test(text),
    "Un SIREN compte neuf chiffres.",
  ),
  telephone: optionalText({ max: 20 }),
  courriel: optionalText({ max: 254 }).refine(
    (text) => text === null || z.email().safeParse(text).success,
    "Cette adresse de courriel n'est pas complète : nom@exemple.fr.",
  ),
  site: web,
  precisions: optionalText({ max: 1000 }),
})
export type PrestataireInput = z.output<typeof prestataireInput>

export const marcheInput = z.object({
  prestataire: z.uuid(WRONG),
  marche: identifier,
  objet: plainText({ max: 200, missing: "Dites ce que le marché achète." }),
  reference: optionalText({ max: 60 }),
  depuis: optionalDayInput,
  jusqua: dayInput("Indiquez le dernier jour."),
  alerteMois: integerInput({
    missing: "Indiquez combien de mois avant prévenir.",
    wrong: "Indiquez un nombre de mois, de 0 à 60.",
    min: 0,
    max: 60,
  }),
  prix: optionalText({ max: 300 }),
  hebergement: optionalText({ max: 300 }),
  certification: optionalText({ max: 300 }),
})
export type MarcheInput = z.output<typeof marcheInput>
