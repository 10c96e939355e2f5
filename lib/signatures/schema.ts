import { z } from "zod"
import { calendarDate, isCalendarDate } from "@/lib/platform/dates.ts"
import { plainText } from "@/lib/platform/plain-text.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."
const day = (missing: string) =>
  z
    .string(missing)
    .refine(isCalendarDate, "Indiquez une date qui existe, par exemple 01/01/2026.")
    .transform(calendarDate)
/** Left empty, it has no end yet. */
const optionalDay = z
  .string()
  .optional()
  .transform((text) => text?.trim() || null)
  .refine((text) => text === null || isCalendarDate(text), "Indiquez une date qui existe, par exemple 01/01/2026.")
  .transform((text) => text && calendarDate(text))

const collectivite = z.string(WRONG).max(40, WRONG)
const office = {
  collectivite,
  personne: z.uuid("Choisissez une personne de l'équipe."),
  fonction: plainText({ max: 80, missing: "Indiquez la fonction, par exemple Maire." }),
  depuis: day("Indiquez le premier jour."),
  jusqua: optionalDay,
}

export const mandatInput = z.object({
  ...office,
  fondement: plainText({ max: 160, missing: "Citez la délibération d'élection, son numéro et sa date." }),
})
export type MandatInput = z.output<typeof mandatInput>

export const delegationInput = z.object({
  ...office,
  fondement: plainText({ max: 160, missing: "Citez l'arrêté de délégation, son numéro et sa date." }),
  /** One box ticked comes alone, several as a list. */
  objets: z
    .union([z.array(z.enum(["charte", "convention", "avenant"])), z.enum(["charte", "convention", "avenant"])], {
      error: "Choisissez ce que la délégation couvre.",
    })
    .transform((value) => (Array.isArray(value) ? value : [value])),
})
export type DelegationInput = z.output<typeof delegationInput>

export const endMandatInput = z.object({
  collectivite,
  mandat: z.uuid("Ce mandat n'existe pas."),
  /** First day on which it no longer holds. */
  jusqua: day("Indiquez la date de fin."),
})
export type EndMandatInput = z.output<typeof endMandatInput>

export const revokeInput = z.object({ mandat: z.uuid("Cette délégation n'existe pas.") })

export const signataireInput = z.object({
  personne: z.uuid("Choisissez une personne de l'équipe."),
  fonction: plainText({ max: 80, missing: "Indiquez la fonction, par exemple Président." }),
  fondement: plainText({ max: 160, missing: "Citez la délibération ou l'arrêté qui l'autorise." }),
  depuis: day("Indiquez le premier jour."),
  jusqua: optionalDay,
})
export type SignataireInput = z.output<typeof signataireInput>

export const endSignataireInput = z.object({
  signataire: z.uuid("Ce signataire n'existe pas."),
  /** First day on which it no longer holds. */
  jusqua: day("Indiquez la date de fin."),
})
export type EndSignataireInput = z.output<typeof endSignataireInput>
