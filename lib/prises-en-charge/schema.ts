import { z } from "zod"
import { dayInput, optionalDayInput } from "@/lib/platform/day-input.ts"
import { decimalInput } from "@/lib/platform/number-input.ts"
import { plainText } from "@/lib/platform/plain-text.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."

/** The address of a body or of a service, chosen in a list. */
const address = (missing: string) => z.string(missing).regex(/^[a-zA-Z0-9-]{1,80}$/, missing)

const declaration = {
  service: address("Choisissez un service."),
  part: decimalInput({
    missing: "Indiquez la part payée, en pour cent.",
    wrong: "Indiquez un nombre de 0,01 à 100, par exemple 50.",
    digits: 2,
  }).refine((part) => Number(part) > 0 && Number(part) <= 100, "La part va de 0,01 à 100 pour cent."),
  depuis: dayInput("Indiquez à partir de quand."),
  /** Excluded. */
  jusqua: optionalDayInput,
  fondement: plainText({ max: 160, missing: "Indiquez la délibération ou la convention qui le décide." }),
}

/** By the payer: `collectivite` is its own address. */
export const declareInput = z.object({
  ...declaration,
  collectivite: z.string(WRONG).max(40, WRONG),
  beneficiaire: address("Choisissez une collectivité."),
})
export type DeclareInput = z.output<typeof declareInput>

/** By staff, from a souscription of the beneficiary. */
export const recordInput = z.object({
  ...declaration,
  payeur: address("Choisissez qui paie."),
  beneficiaire: address(WRONG),
})
export type RecordInput = z.output<typeof recordInput>

export const endInput = z.object({
  prise: z.uuid(WRONG),
  le: dayInput("Indiquez le premier jour où ce service n'est plus payé."),
  motif: plainText({ max: 500, missing: "Dites pourquoi : la collectivité qui utilise le service le lira." }),
})
export type EndInput = z.output<typeof endInput>
