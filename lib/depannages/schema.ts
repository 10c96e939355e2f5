import { z } from "zod"
import { dayInput } from "@/lib/platform/day-input.ts"
import { plainText } from "@/lib/platform/plain-text.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."

export const askInput = z.object({
  collectivite: z.string(WRONG).max(40, WRONG),
  souscription: z.uuid("Choisissez le service."),
  /** Empty: about no post in particular. */
  poste: z
    .union([z.literal(""), z.uuid(WRONG)], WRONG)
    .optional()
    .default(""),
  objet: plainText({ max: 1000, missing: "Dites ce qui ne marche pas." }),
  bloquant: z
    .literal("oui", WRONG)
    .optional()
    .transform((value) => value === "oui"),
  contactNom: plainText({ max: 120, missing: "Dites qui le prestataire peut joindre." }),
  contactTelephone: plainText({ max: 30, missing: "Indiquez un numéro où la joindre." }).refine(
    (text) => /^[+\d][\d .-]{5,}$/.test(text),
    "Indiquez un numéro de téléphone, par exemple 02 32 00 00 00.",
  ),
})
export type AskInput = z.output<typeof askInput>

const target = {
  collectivite: z.string(WRONG).max(40, WRONG),
  depannage: z.uuid(WRONG),
  version: z.coerce.number(WRONG).int(WRONG).min(1, WRONG),
}

export const acknowledgeInput = z.object({
  ...target,
  reference: plainText({ max: 60, missing: "Indiquez son numéro de ticket." }),
  suiviLe: dayInput("Indiquez quand faire le point."),
})
export type AcknowledgeInput = z.output<typeof acknowledgeInput>

export const closeInput = z.object({
  ...target,
  resolution: plainText({ max: 600, missing: "Dites comment cela s'est résolu." }),
})
export type CloseInput = z.output<typeof closeInput>

export const retransmitInput = z.object(target)
export type RetransmitInput = z.output<typeof retransmitInput>
