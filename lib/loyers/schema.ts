import { z } from "zod"
import { dayInput, optionalDayInput } from "@/lib/platform/day-input.ts"
import { decimalInput, integerInput } from "@/lib/platform/number-input.ts"
import { optionalText, orNothing, plainText } from "@/lib/platform/plain-text.ts"
import { INDICE_MAX, INFRASTRUCTURE_GENRES, PREUVE_NATURES, TARIF_MAX } from "./types.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."
const collectivite = z.string(WRONG).max(40, WRONG)
const metres = integerInput({
  missing: "Indiquez la longueur.",
  wrong: "Un nombre entier de mètres.",
  min: 1,
  max: 1_000_000,
})
const tarif = decimalInput({
  missing: "Indiquez le prix au mètre.",
  wrong: "Un montant, par exemple 0,85.",
  digits: 4,
}).refine((prix) => Number(prix) < TARIF_MAX, "Un prix au mètre est inférieur à 1 000 000 €.")

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
  date: dayInput("Indiquez la date du document."),
  conserve: plainText({ max: 200, missing: "Indiquez où il est conservé." }),
  /** An untouched box sends an empty file. */
  fichier: z
    .instanceof(File, { error: "Choisissez un fichier." })
    .optional()
    .transform((file) => (file && file.size > 0 ? file : null)),
})
export type PreuveInput = z.output<typeof preuveInput>

const indice = decimalInput({
  missing: "Indiquez la valeur de l'indice.",
  wrong: "Une valeur d'indice, par exemple 128,1.",
  digits: 3,
})
  .refine((value) => Number(value) > 0, "La valeur d'un indice n'est pas nulle.")
  .refine((value) => Number(value) < INDICE_MAX, "Une valeur d'indice est inférieure à 10 000 000.")

export const contratInput = z
  .object({
    collectivite,
    infrastructure: z.uuid(WRONG),
    operateur: z.uuid("Choisissez l'opérateur."),
    reference: optionalText({ max: 120 }),
    metres,
    tarifMetre: tarif,
    debut: dayInput("Indiquez le début."),
    fin: optionalDayInput,
    indice: optionalText({ max: 60 }),
    indiceBase: orNothing(indice),
  })
  .refine((contrat) => (contrat.indice === null) === (contrat.indiceBase === null), {
    path: ["indiceBase"],
    message: "Indiquez le nom de l'indice et sa valeur au début du contrat, ou aucun des deux.",
  })
export type ContratInput = z.output<typeof contratInput>

/** A new price, with its reason; or the new value of the contract's index, which gives both. */
export const revisionInput = z
  .object({
    collectivite,
    contrat: z.uuid(WRONG),
    effet: dayInput("Indiquez à partir de quand."),
    tarifMetre: orNothing(tarif),
    indiceValeur: orNothing(indice),
    motif: optionalText({ max: 200 }),
  })
  .refine(({ tarifMetre, indiceValeur }) => tarifMetre !== null || indiceValeur !== null, {
    path: ["tarifMetre"],
    message: "Indiquez le nouveau prix, ou la valeur de l'indice.",
  })
  .refine(({ tarifMetre, indiceValeur }) => tarifMetre === null || indiceValeur === null, {
    path: ["tarifMetre"],
    message: "Indiquez le nouveau prix ou la valeur de l'indice, pas les deux.",
  })
  .refine(({ tarifMetre, motif }) => tarifMetre === null || motif !== null, {
    path: ["motif"],
    message: "Indiquez pourquoi : avenant, renégociation…",
  })
export type RevisionInput = z.output<typeof revisionInput>
