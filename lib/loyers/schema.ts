import { z } from "zod"
import { calendarDate, isCalendarDate } from "@/lib/platform/dates.ts"
import { decimalInput, integerInput } from "@/lib/platform/number-input.ts"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"
import { INFRASTRUCTURE_GENRES, PREUVE_NATURES } from "./types.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."
const collectivite = z.string(WRONG).max(40, WRONG)
const day = (missing: string) =>
  z
    .string(missing)
    .trim()
    .min(1, missing)
    .refine(isCalendarDate, "Indiquez une date qui existe.")
    .transform(calendarDate)
const metres = integerInput({
  missing: "Indiquez la longueur.",
  wrong: "Un nombre entier de mètres.",
  min: 1,
  max: 1_000_000,
})
const tarif = decimalInput({ missing: "Indiquez le prix au mètre.", wrong: "Un montant, par exemple 0,85.", digits: 4 })

export const infrastructureInput = z.object({
  collectivite,
  nom: plainText({ max: 120, missing: "Indiquez le nom du lotissement ou de la zone." }),
  genre: z.enum(INFRASTRUCTURE_GENRES, "Choisissez le genre."),
  lieu: optionalText({ max: 120 }),
  metres,
})
export type InfrastructureInput = z.output<typeof infrastructureInput>

export const preuveInput = z.object({
  collectivite,
  infrastructure: z.uuid(WRONG),
  nature: z.enum(PREUVE_NATURES, "Choisissez le document."),
  reference: plainText({ max: 200, missing: "Indiquez la référence du document." }),
  date: day("Indiquez la date du document."),
  conserve: plainText({ max: 200, missing: "Indiquez où il est conservé." }),
})
export type PreuveInput = z.output<typeof preuveInput>

export const contratInput = z.object({
  collectivite,
  infrastructure: z.uuid(WRONG),
  operateur: z.uuid("Choisissez l'opérateur."),
  reference: optionalText({ max: 120 }),
  metres,
  tarifMetre: tarif,
  debut: day("Indiquez le début."),
  fin: z
    .string()
    .optional()
    .transform((text) => text?.trim() || null)
    .refine((text) => text === null || isCalendarDate(text), "Indiquez une date qui existe.")
    .transform((text) => (text === null ? null : calendarDate(text))),
})
export type ContratInput = z.output<typeof contratInput>

export const revisionInput = z.object({
  collectivite,
  contrat: z.uuid(WRONG),
  effet: day("Indiquez à partir de quand."),
  tarifMetre: tarif,
  motif: plainText({ max: 200, missing: "Indiquez pourquoi : indice, avenant." }),
})
export type RevisionInput = z.output<typeof revisionInput>
