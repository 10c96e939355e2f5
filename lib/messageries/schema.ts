import { z } from "zod"
import { optionalDayInput } from "@/lib/platform/day-input.ts"
import { integerInput } from "@/lib/platform/number-input.ts"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"
import { BOITE_GENRES, type BoiteGenre, ETAPES } from "./types.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."
const collectivite = z.string(WRONG).max(40, WRONG)

export const nomInput = z.object({
  collectivite,
  souscription: z.uuid(WRONG),
  nom: plainText({ max: 253, missing: "Indiquez le nom de domaine voulu." }),
  ancienneAdresse: optionalText({ max: 254 }).refine(
    (text) => text === null || z.email().safeParse(text).success,
    "Cette adresse n'est pas complète : mairie@exemple.fr.",
  ),
})
export type NomInput = z.output<typeof nomInput>

const target = { collectivite, messagerie: z.uuid(WRONG) }

export const boiteInput = z.object({
  ...target,
  adresse: plainText({ max: 64, missing: "Indiquez ce qui précède le @." }).transform((text) => text.toLowerCase()),
  genre: z.enum(Object.keys(BOITE_GENRES) as [BoiteGenre, ...BoiteGenre[]], "Choisissez le genre de boîte."),
  usage: plainText({ max: 80, missing: "Dites à qui elle sert, par sa fonction." }),
})
export type BoiteInput = z.output<typeof boiteInput>

export const removeBoiteInput = z.object({ ...target, boite: z.uuid(WRONG) })
export type RemoveBoiteInput = z.output<typeof removeBoiteInput>

export const datesInput = z.object({ ...target, basculeLe: optionalDayInput, formationLe: optionalDayInput })
export type DatesInput = z.output<typeof datesInput>

export const zoneInput = z.object(target)
export type ZoneInput = z.output<typeof zoneInput>

export const etapeInput = z.object({
  ...target,
  etape: z.enum(
    ETAPES.map(({ code }) => code),
    WRONG,
  ),
})
export type EtapeInput = z.output<typeof etapeInput>

const host = (missing: string) =>
  plainText({ max: 253, missing }).refine((text) => /^[a-z0-9_.-]+$/i.test(text), "Un nom de serveur, sans espace.")

export const attendusInput = z.object({
  ...target,
  version: integerInput({ missing: WRONG, wrong: WRONG, min: 1, max: 1_000_000 }),
  mx: host("Indiquez le serveur qui reçoit le courrier."),
  spf: host("Indiquez ce que le SPF doit autoriser."),
  dkimSelecteur: host("Indiquez le sélecteur de la clé DKIM."),
})
export type AttendusInput = z.output<typeof attendusInput>
