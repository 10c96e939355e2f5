import { z } from "zod"
import { optionalDayInput } from "@/lib/platform/day-input.ts"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"
import { BAL_SIGNALEMENT_TRANSITIONS, DEPOT_REFUSALS, SIGNALEMENT_GENRES } from "./types.ts"

const WRONG = "Cette saisie n’a pas la forme attendue."
const collectivite = z.string(WRONG).max(40, WRONG)
const id = z.uuid(WRONG)
const keysOf = <K extends string>(table: Record<K, unknown>) => Object.keys(table) as [K, ...K[]]

/** No file chosen is an empty file without a name, which React's decoder of forms calls "undefined". */
const fichier = z
  .file(DEPOT_REFUSALS["fichier-absent"])
  .refine(({ size, name }) => size > 0 || !["", "undefined"].includes(name), DEPOT_REFUSALS["fichier-absent"])

export const depositInput = z.object({ fichier })
export type DepositInput = z.output<typeof depositInput>

const motif = plainText({
  max: 500,
  missing: "Dites pourquoi ce n’est pas une erreur : la prochaine personne le lira.",
})

/** One address, or the whole street when `ligne` is missing. */
export const exceptionInput = z.object({
  collectivite,
  voie: id,
  code: z.string(WRONG).max(100, WRONG),
  ligne: z.union([z.literal("rue").transform(() => null), z.coerce.number(WRONG).int().positive()]),
  motif,
})
export type ExceptionInput = z.output<typeof exceptionInput>

export const liftInput = z.object({ collectivite, exception: id })
export type LiftInput = z.output<typeof liftInput>

export const correctionInput = z.object({
  collectivite,
  correction: id,
  decision: z.enum(["acceptee", "ecartee"], "Choisissez d’accepter ou d’écarter cette correction."),
  choix: z.string().max(200).optional(),
})
export type CorrectionInput = z.output<typeof correctionInput>

export const FREQUENCES = { jour: "chaque jour", semaine: "chaque semaine", mois: "chaque mois" } as const

export const sourceInput = z.object({
  collectivite,
  url: z
    .string("Indiquez l’adresse du fichier.")
    .trim()
    .min(1, "Indiquez l’adresse du fichier.")
    .max(1000, "Cette adresse est trop longue.")
    .refine(
      (text) => /^https?:\/\//i.test(text) && URL.canParse(text),
      "Une adresse commence par https:// ou http://.",
    ),
  frequence: z.enum(keysOf(FREQUENCES), "Choisissez la fréquence."),
})
export type SourceInput = z.output<typeof sourceInput>

export const sourceActInput = z.object({ collectivite })

export const signalementInput = z.object({
  collectivite,
  genre: z.enum(keysOf(SIGNALEMENT_GENRES), "Choisissez la nature du problème."),
  adresse: plainText({ max: 200, missing: "Indiquez l’adresse du logement ou l’endroit du problème." }),
  precisions: optionalText({ max: 2000 }),
  contact: optionalText({ max: 200 }),
})
export type SignalementInput = z.output<typeof signalementInput>

export const suiviInput = z.object({
  signalement: id,
  version: z.coerce.number(WRONG).int(WRONG).min(1, WRONG),
  etat: z.enum(keysOf(BAL_SIGNALEMENT_TRANSITIONS), "Choisissez le nouvel état."),
  reference: optionalText({ max: 80 }),
  note: optionalText({ max: 1000 }),
})
export type SuiviInput = z.output<typeof suiviInput>

export const avisInput = z.object({ collectivite, avis: id })

/** The address of the report: what it cannot read is left out. */
export const rapportFilter = z.object({
  commune: z.string().max(40).optional().catch(undefined),
  code: z.string().max(100).optional().catch(undefined),
  priorite: z.coerce.number().int().min(1).max(4).optional().catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
export type RapportFilter = z.output<typeof rapportFilter>

const FILTRES = ["sans_bal", "bloquees", "refusee", "non_certifiee"] as const

export const campagneInput = z.object({
  nom: plainText({ max: 120, missing: "Donnez un nom à la campagne." }),
  objectif: plainText({ max: 500, missing: "Dites ce que la campagne doit obtenir." }),
  nombre: z.coerce
    .number("Indiquez combien de communes.")
    .int("Indiquez un nombre entier de communes.")
    .min(1, "Une commune au moins.")
    .max(2000, "2 000 communes au plus."),
  filtre: z
    .enum(["", ...FILTRES], "Choisissez une sélection de la liste.")
    .optional()
    .transform((filtre) => filtre || undefined),
  lot: optionalText({ max: 40 }),
  echeance: optionalDayInput,
})
export type CampagneInput = z.output<typeof campagneInput>

export const visiteInput = z.object({
  campagne: id,
  commune: id,
  prevue: optionalDayInput,
  faite: optionalDayInput,
  note: optionalText({ max: 1000 }),
})
export type VisiteInput = z.output<typeof visiteInput>

export const closeInput = z.object({ campagne: id })

export const guideInput = z.object({
  titre: plainText({ max: 120, missing: "Donnez un titre au guide." }),
  texte: plainText({ max: 2000, missing: "Écrivez ce que le guide explique." }),
  url: optionalText({ max: 500 }).refine(
    (text) => text === null || (/^https:\/\//i.test(text) && URL.canParse(text)),
    "Une adresse commence par https://.",
  ),
  campagne: id.nullish().transform((value) => value ?? null),
})
export type GuideInput = z.output<typeof guideInput>

const poids = z.coerce
  .number("Indiquez un nombre entier de points.")
  .int("Indiquez un nombre entier de points.")
  .min(0, "De 0 à 1 000 points.")
  .max(1000, "De 0 à 1 000 points.")

export const reglageInput = z.object({
  poidsSansBal: poids,
  poidsBloquantes: poids,
  poidsDeplacees: poids,
  poidsNonCertifiees: poids,
  poidsCuivre: poids,
  controleBan: z
    .literal("oui")
    .optional()
    .transform((value) => value === "oui"),
})
export type ReglageInput = z.output<typeof reglageInput>
