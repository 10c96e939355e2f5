import { z } from "zod"
import { isCalendarDate, today } from "@/lib/platform/dates.ts"
import { integerInput } from "@/lib/platform/number-input.ts"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"
import { DEPARTS, DEPOT_REFUSALS, GENRES, GENRES_DEPOSES, isActe, SORTS_FINAUX } from "./types.ts"

/** No file chosen is an empty file without a name, which React's decoder of forms calls "undefined". */
export const fileInput = z
  .file(DEPOT_REFUSALS["fichier-absent"])
  .refine(({ size, name }) => size > 0 || !["", "undefined"].includes(name), DEPOT_REFUSALS["fichier-absent"])

const DATE = "Indiquez la date de l’acte, par exemple 03/03/2026."

const acteLe = z
  .string()
  .optional()
  .transform((text) => text?.trim() || null)
  .refine((text) => text === null || isCalendarDate(text), DATE)
  .transform((text) => (text !== null && isCalendarDate(text) ? text : null))
  .refine((day) => day === null || day <= today(), "La date de l’acte ne peut pas être dans l’avenir.")
  .refine((day) => day === null || day >= "1900-01-01", DATE)

/** A délibération is known by its date and its number; the other acts by their date. */
export const depositInput = z
  .object({
    collectivite: z.string().max(40),
    genre: z.enum(GENRES_DEPOSES, "Choisissez le genre du document."),
    titre: plainText({ max: 160, missing: "Donnez un titre au document, tel qu’on le cherchera." }),
    acteLe,
    acteNumero: optionalText({ max: 60 }),
    /** The document of which this is a new version. */
    remplace: z.uuid("Ce document n’existe pas.").optional(),
    fichier: fileInput,
  })
  .superRefine(({ genre, acteLe: day, acteNumero }, issues) => {
    if (isActe(genre) && day === null) issues.addIssue({ code: "custom", path: ["acteLe"], message: DATE })
    if (genre === "deliberation" && acteNumero === null) {
      issues.addIssue({
        code: "custom",
        path: ["acteNumero"],
        message: "Indiquez le numéro de la délibération, par exemple 2026-12.",
      })
    }
  })
export type DepositInput = z.output<typeof depositInput>

/** The address of the list: what it cannot read is left out. */
export const documentsFilter = z.object({
  q: z.string().trim().max(120).catch("").default(""),
  genre: z.enum(GENRES).optional().catch(undefined),
  annee: z.coerce.number().int().min(1900).max(2200).optional().catch(undefined),
  etat: z.enum(["en_analyse", "disponible", "infecte", "detruit"]).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
export type DocumentsFilter = z.output<typeof documentsFilter>

const optionalDay = (name: string) =>
  z
    .string()
    .optional()
    .transform((text, context) => {
      const day = text?.trim()
      if (!day) return null
      if (isCalendarDate(day)) return day
      context.addIssue({ code: "custom", message: `Indiquez ${name}, par exemple 03/03/2026.` })
      return z.NEVER
    })

const pastDay = (name: string) =>
  optionalDay(name).refine((day) => day === null || day <= today(), "Cette date est dans l’avenir.")

const target = { collectivite: z.string().max(40), document: z.uuid("Ce document n’existe pas.") }
const version = z.coerce.number().int().min(0)

export const legaliteInput = z
  .object({
    ...target,
    version,
    transmisLe: pastDay("la date de transmission"),
    recuLe: pastDay("la date de réception"),
    actesNumero: optionalText({ max: 80 }),
    finLe: optionalDay("la date de fin"),
  })
  .superRefine(({ transmisLe, recuLe }, issues) => {
    if (recuLe !== null && transmisLe === null)
      issues.addIssue({ code: "custom", path: ["transmisLe"], message: "Indiquez d’abord la date de transmission." })
    if (recuLe !== null && transmisLe !== null && recuLe < transmisLe)
      issues.addIssue({
        code: "custom",
        path: ["recuLe"],
        message: "La réception ne peut pas précéder la transmission.",
      })
  })
export type LegaliteInput = z.output<typeof legaliteInput>

export const visaInput = z.object({
  ...target,
  numero: plainText({ max: 60, missing: "Indiquez le numéro du visa." }),
  viseLe: pastDay("la date du visa").refine((day) => day !== null, "Indiquez la date du visa."),
  visePar: plainText({ max: 160, missing: "Indiquez qui a visé : nom et fonction." }),
})
export type VisaInput = z.output<typeof visaInput>

export const destructionInput = z.object({
  ...target,
  /** Typed again by the person: nothing brings the document back. */
  confirmation: z.literal("oui", "Cochez la case : la destruction ne s’annule pas."),
})
export type DestructionInput = z.output<typeof destructionInput>

export const regleInput = z.object({
  genre: z.enum(GENRES),
  version,
  dureeAns: integerInput({
    missing: "Indiquez un nombre d’années.",
    wrong: "Indiquez un nombre entier d’années, de 0 à 100.",
    min: 0,
    max: 100,
  }),
  depart: z.enum(DEPARTS),
  sortFinal: z.enum(SORTS_FINAUX),
  source: plainText({ max: 400, missing: "Indiquez le texte ou l’accord des archives qui fixe cette durée." }),
})
export type RegleInput = z.output<typeof regleInput>
