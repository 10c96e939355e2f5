import { z } from "zod"
import { dayInput, optionalDayInput } from "@/lib/platform/day-input.ts"
import { plainText } from "@/lib/platform/plain-text.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."
/** Left empty, it has no end yet. */
const collectivite = z.string(WRONG).max(40, WRONG)
const office = {
  collectivite,
  personne: z.uuid("Choisissez une personne de l'équipe."),
  fonction: plainText({ max: 80, missing: "Indiquez la fonction, par exemple Maire." }),
  depuis: dayInput("Indiquez le premier jour."),
  jusqua: optionalDayInput,
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
  jusqua: dayInput("Indiquez la date de fin."),
})
export type EndMandatInput = z.output<typeof endMandatInput>

export const revokeInput = z.object({ mandat: z.uuid("Cette délégation n'existe pas.") })

export const signataireInput = z.object({
  personne: z.uuid("Choisissez une personne de l'équipe."),
  fonction: plainText({ max: 80, missing: "Indiquez la fonction, par exemple Président." }),
  fondement: plainText({ max: 160, missing: "Citez la délibération ou l'arrêté qui l'autorise." }),
  depuis: dayInput("Indiquez le premier jour."),
  jusqua: optionalDayInput,
})
export type SignataireInput = z.output<typeof signataireInput>

export const endSignataireInput = z.object({
  signataire: z.uuid("Ce signataire n'existe pas."),
  /** First day on which it no longer holds. */
  jusqua: dayInput("Indiquez la date de fin."),
})
export type EndSignataireInput = z.output<typeof endSignataireInput>
