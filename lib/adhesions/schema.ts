import { z } from "zod"
import { categorieJuridiqueInput } from "@/lib/collectivites/schema.ts"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"

const telephone = z
  .string()
  .optional()
  .transform((text) => (text ?? "").replace(/[\s.\-()\u00a0\u202f]/g, "") || null)
  .refine(
    (text) => text === null || /^(?:\+33|0)[1-9]\d{8}$/.test(text),
    "Un numéro de téléphone compte dix chiffres, par exemple 02 32 00 00 00.",
  )

const CHOOSE = "Choisissez une collectivité de la liste."

export const askToJoinInput = z.object({
  collectivite: z.string(CHOOSE).regex(/^[0-9a-z]{10}$/, CHOOSE),
  categorieJuridique: categorieJuridiqueInput,
  contactNom: plainText({ max: 120, missing: "Écrivez votre nom." }),
  contactFonction: plainText({ max: 120, missing: "Écrivez votre fonction, par exemple « secrétaire de mairie »." }),
  contactCourriel: z
    .string("Écrivez votre adresse de courriel.")
    .transform((text) => text.trim().toLowerCase())
    .pipe(
      z
        .email("Cette adresse de courriel n'est pas complète : nom@exemple.fr.")
        .max(254, "Cette adresse est trop longue."),
    ),
  contactTelephone: telephone,
  message: optionalText({ max: 2000 }),
})
export type AskToJoin = z.output<typeof askToJoinInput>
