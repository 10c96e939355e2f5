import { z } from "zod"
import { isCalendarDate, today } from "@/lib/platform/dates.ts"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"
import { DEPOT_REFUSALS, GENRES_DEPOSES, isActe } from "./types.ts"

/** No file chosen is an empty file without a name, which React's decoder of forms calls "undefined". */
const fichier = z
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
    fichier,
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
