import { z } from "zod"
import { categorieJuridiqueInput } from "@/lib/collectivites/schema.ts"
import { dayInput } from "@/lib/platform/day-input.ts"
import { integerInput } from "@/lib/platform/number-input.ts"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"
import { DEMANDE_ETATS } from "./types.ts"

const telephone = optionalText({ max: 30 })
  .transform((text) => text?.replace(/[\s.\-()\u00a0\u202f]/g, "") || null)
  .refine(
    (text) => text === null || /^(?:\+33|0)[1-9]\d{8}$/.test(text),
    "Un numéro de téléphone compte dix chiffres, par exemple 02 32 00 00 00.",
  )

const CHOOSE = "Choisissez une collectivité de la liste."

export const askToJoinInput = z.object({
  collectivite: z.string(CHOOSE).regex(/^[0-9a-z]{10}$/, CHOOSE),
  categorieJuridique: categorieJuridiqueInput,
  contactNom: plainText({ max: 120, missing: "Écrivez votre nom." }),
  contactFonction: plainText({ max: 120, missing: "Écrivez votre fonction, par exemple « secrétaire de mairie »." }),
  contactCourriel: z
    .string("Écrivez votre adresse de courriel.")
    .transform((text) => text.trim().toLowerCase())
    .pipe(
      z
        .email("Cette adresse de courriel n'est pas complète : nom@exemple.fr.")
        .max(254, "Cette adresse est trop longue."),
    ),
  contactTelephone: telephone,
  message: optionalText({ max: 2000 }),
})
export type AskToJoin = z.output<typeof askToJoinInput>

const demande = z.uuid("Cette demande n'existe pas.")

export const takeUpInput = z.object({ demande })
export type TakeUp = z.output<typeof takeUpInput>

const WRONG = "Cette saisie n'a pas la forme attendue."
const dossier = {
  dossier: z.uuid("Ce dossier n'existe pas."),
  version: integerInput({ missing: WRONG, wrong: WRONG, min: 1, max: 1_000_000 }),
}

export const dossierInput = z.object(dossier)
export type DossierInput = z.output<typeof dossierInput>

export const openInput = z.object({ collectivite: z.string(CHOOSE).regex(/^[0-9a-z]{10}$/, CHOOSE) })

export const conventionnerInput = z.object({
  collectivite: z.string(CHOOSE).regex(/^[0-9a-z]{10}$/, CHOOSE),
  le: dayInput("Indiquez à partir de quand."),
  fondement: plainText({ max: 300, missing: "Indiquez la délibération ou la convention qui le décide." }),
})
export type ConventionnerInput = z.output<typeof conventionnerInput>

export const deliberationInput = z.object({
  ...dossier,
  numero: plainText({ max: 60, missing: "Indiquez le numéro de la délibération, par exemple 2026-12." }),
  le: dayInput("Indiquez la date de la délibération."),
  /** An untouched box sends an empty file: the document already there stays. */
  fichier: z
    .file(WRONG)
    .optional()
    .transform((file) => (file && file.size > 0 ? file : null)),
})
export type DeliberationInput = z.output<typeof deliberationInput>

export const representantInput = z.object({
  ...dossier,
  mandat: z.uuid("Choisissez qui signe pour la collectivité."),
  dateEffet: dayInput("Indiquez la date d'effet."),
})
export type RepresentantInput = z.output<typeof representantInput>

export const abandonInput = z.object({
  ...dossier,
  motif: plainText({ max: 500, missing: "Dites pourquoi : la collectivité le lira." }),
})

export const retraitInput = z.object({
  ...dossier,
  deliberation: plainText({ max: 120, missing: "Citez la délibération, par exemple « 2026-12 du 3 mars 2026 »." }),
  motif: plainText({ max: 500, missing: "Dites pourquoi la collectivité se retire." }),
})
export type RetraitInput = z.output<typeof retraitInput>
export const renounceInput = z.object(dossier)
export type RenounceInput = z.output<typeof renounceInput>

export const declineInput = z.object({
  demande,
  motif: plainText({ max: 1000, missing: "Écrivez pourquoi : la collectivité lira ce motif." }),
})
export type Decline = z.output<typeof declineInput>

/** Filter of the list; what the address cannot mean is left out. */
export const demandesFilter = z.object({
  etat: z
    .enum(["ouvertes", ...DEMANDE_ETATS])
    .catch("ouvertes")
    .default("ouvertes"),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
})
export type DemandesFilter = z.output<typeof demandesFilter>
