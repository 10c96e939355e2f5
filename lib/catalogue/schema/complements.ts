import { z } from "zod"
import { fileInput } from "@/lib/documents/schema.ts"
import { dayInput } from "@/lib/platform/day-input.ts"
import { decimal } from "@/lib/platform/money.ts"
import { optionalText, orNothing, plainText } from "@/lib/platform/plain-text.ts"
import { prixInput, tauxTvaInput } from "../schema.ts"
import { CATEGORIES_TVA, OFFRE_AUTEURS, type OffreAuteur, PERIODICITES } from "../types.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."
const target = { service: z.string(WRONG).max(80, WRONG), version: z.string(WRONG).max(40, WRONG) }

const optionFields = {
  nom: plainText({ max: 120, missing: "Indiquez le nom de l'option." }),
  description: plainText({ max: 600, missing: "Dites ce que l'option apporte." }),
  prixUnitaire: orNothing(prixInput),
  unite: optionalText({ max: 40 }),
  periodicite: z
    .enum(["", ...PERIODICITES], "Choisissez la période.")
    .optional()
    .default(""),
  categorieTva: z
    .enum(["", ...CATEGORIES_TVA], "Choisissez la TVA qui s'applique.")
    .optional()
    .default(""),
  tauxTva: orNothing(tauxTvaInput),
}

const ON_QUOTE = { prixUnitaire: null, periodicite: null, categorieTva: null, tauxTva: null }

/** A price is whole, or there is none and the option is on quote; a rate is asked only of what bears VAT. */
function priced(input: z.output<z.ZodObject<typeof optionFields>>, ctx: z.RefinementCtx) {
  const { nom, description, unite, prixUnitaire, periodicite, categorieTva, tauxTva } = input
  const words = { nom, description, unite }
  if (prixUnitaire === null) return { ...words, ...ON_QUOTE }
  const missing = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message })
  if (periodicite === "") missing("periodicite", "Choisissez la période de ce prix.")
  if (categorieTva === "") missing("categorieTva", "Choisissez la TVA qui s'applique à ce prix.")
  if (categorieTva === "S" && tauxTva === null) missing("tauxTva", "Indiquez le taux de TVA.")
  if (periodicite === "" || categorieTva === "") return z.NEVER
  return { ...words, prixUnitaire, periodicite, categorieTva, tauxTva: categorieTva === "S" ? tauxTva : decimal("0") }
}

export const optionInput = z
  .object({ ...target, ...optionFields })
  .transform(({ service, version, ...input }, ctx) => ({ service, version, ...priced(input, ctx) }))
export type OptionInput = z.output<typeof optionInput>

export const optionChangeInput = z
  .object({ ...target, option: z.uuid(WRONG), ...optionFields })
  .transform(({ service, version, option, ...input }, ctx) => ({ service, version, option, ...priced(input, ctx) }))
export type OptionChangeInput = z.output<typeof optionChangeInput>

export const optionEtatInput = z.object({
  ...target,
  option: z.uuid(WRONG),
  proposee: z.enum(["oui", "non"], WRONG).transform((value) => value === "oui"),
})
export type OptionEtatInput = z.output<typeof optionEtatInput>

const isSecure = (text: string): boolean => /^https:\/\//i.test(text) && URL.canParse(text)
const SECURE = "Une adresse commence par https://, par exemple https://exemple.fr/guide."

export const documentInput = z.object({
  ...target,
  titre: plainText({ max: 120, missing: "Indiquez le titre du document." }),
  adresse: plainText({ max: 500, missing: "Indiquez l'adresse du document." }).refine(isSecure, SECURE),
})
export type DocumentInput = z.output<typeof documentInput>

const fichierFields = {
  ...target,
  dateLe: dayInput("Indiquez la date que porte le document, par exemple 03/03/2026."),
  fichier: fileInput,
}

export const fichierInput = z.object({
  ...fichierFields,
  titre: plainText({ max: 120, missing: "Indiquez le titre du document." }),
})
export type FichierInput = z.output<typeof fichierInput>

/** The next version of a file: its title stays. */
export const fichierVersionInput = z.object({ ...fichierFields, document: z.uuid(WRONG) })
export type FichierVersionInput = z.output<typeof fichierVersionInput>

export const documentRetireInput = z.object({ ...target, document: z.uuid(WRONG) })
export type DocumentRetireInput = z.output<typeof documentRetireInput>

const offreFields = {
  // Object.keys forgets its keys: they are the authors.
  auteur: z.enum(Object.keys(OFFRE_AUTEURS) as OffreAuteur[], "Choisissez qui propose ce service."),
  organisme: plainText({ max: 160, missing: "Indiquez l'organisme qui le propose." }),
  nom: plainText({ max: 160, missing: "Indiquez le nom du service." }),
  description: plainText({ max: 1000, missing: "Dites ce que ce service fait." }),
  eligibilite: optionalText({ max: 300 }),
  contact: optionalText({ max: 200 }),
  adresse: optionalText({ max: 500 }).refine((text) => text === null || isSecure(text), SECURE),
  source: plainText({ max: 200, missing: "Indiquez d'où vient ce que vous écrivez : document, page, date." }),
}

export const offreInput = z.object(offreFields)
export type OffreInput = z.output<typeof offreInput>

export const offreChangeInput = z.object({ offre: z.uuid(WRONG), ...offreFields })
export type OffreChangeInput = z.output<typeof offreChangeInput>

export const offreRetireInput = z.object({ offre: z.uuid(WRONG) })
export type OffreRetireInput = z.output<typeof offreRetireInput>

const besoinFields = {
  nom: plainText({ max: 160, missing: "Nommez le besoin." }),
  reponse: plainText({ max: 600, missing: "Dites ce qui y répond aujourd'hui." }),
  service: optionalText({ max: 80 }),
  source: plainText({ max: 200, missing: "Indiquez d'où vient ce que vous écrivez : document, page, date." }),
}

export const besoinInput = z.object(besoinFields)
export type BesoinInput = z.output<typeof besoinInput>

export const besoinChangeInput = z.object({ besoin: z.uuid(WRONG), ...besoinFields })
export type BesoinChangeInput = z.output<typeof besoinChangeInput>

export const besoinRetireInput = z.object({ besoin: z.uuid(WRONG) })
export type BesoinRetireInput = z.output<typeof besoinRetireInput>
