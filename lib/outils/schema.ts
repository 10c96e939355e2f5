import { z } from "zod"
import { isCalendarDate } from "@/lib/platform/dates.ts"
import { dayInput, optionalDayInput } from "@/lib/platform/day-input.ts"
import { integerInput } from "@/lib/platform/number-input.ts"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"
import { MONTEE_ETATS } from "./types.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."
const service = z.string(WRONG).max(80, WRONG)
const web = optionalText({ max: 300 }).refine(
  (text) => text === null || /^https?:\/\/\S+$/.test(text),
  "Une adresse commence par https://.",
)
const ticked = z
  .literal("oui", WRONG)
  .optional()
  .transform((value) => value === "oui")

export const moduleInput = z.object({
  service,
  aQuoiSert: plainText({ max: 300, missing: "Dites à quoi sert l'outil." }),
  adresse: web,
  tutoriel: web,
  contact: plainText({ max: 300, missing: "Dites à qui s'adresser." }),
  certificat: ticked,
  perturbation: optionalText({ max: 300 }),
})
export type ModuleInput = z.output<typeof moduleInput>

/** As a browser's date and time field gives it, in Paris. */
const instant = (missing: string) =>
  z
    .string(missing)
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, missing)
    .refine((text) => isCalendarDate(text.slice(0, 10)), missing)

export const maintenanceInput = z.object({
  service,
  debut: instant("Indiquez le début de l'arrêt."),
  fin: instant("Indiquez la fin de l'arrêt."),
  objet: plainText({ max: 200, missing: "Dites pourquoi l'outil s'arrête." }),
})
export type MaintenanceInput = z.output<typeof maintenanceInput>

export const cancelMaintenanceInput = z.object({ service, maintenance: z.uuid(WRONG) })
export type CancelMaintenanceInput = z.output<typeof cancelMaintenanceInput>

/** Of the accounts of a body that disappeared. */
export const repriseInput = z.object({
  service,
  collectivite: z.string(WRONG).max(40, WRONG),
  acces: z.uuid(WRONG),
  decision: z.enum(["integrer", "fermer"], WRONG),
})
export type RepriseInput = z.output<typeof repriseInput>

export const accesInput = z.object({
  service,
  collectivite: z.string("Indiquez la collectivité.").trim().min(1, "Indiquez la collectivité.").max(120, WRONG),
  comptes: integerInput({
    missing: "Indiquez le nombre de comptes.",
    wrong: "Indiquez un nombre de comptes, de 0 à 9999.",
    ...{ min: 0, max: 9999 },
  }),
  identifiant: optionalText({ max: 80 }),
  certificatJusqua: optionalDayInput,
  dernierUsageLe: optionalDayInput,
})
export type AccesInput = z.output<typeof accesInput>

export const monteeInput = z.object({
  service,
  titre: plainText({ max: 120, missing: "Nommez la nouvelle version." }),
  apporte: plainText({ max: 600, missing: "Dites ce qui change." }),
  guide: web,
})
export type MonteeInput = z.output<typeof monteeInput>

const montee = z.uuid(WRONG)

export const vagueInput = z.object({
  montee,
  nom: plainText({ max: 80, missing: "Nommez la vague." }),
  prevueLe: dayInput("Indiquez le jour prévu."),
  /** `restants`, `petites`, or the address of an intercommunalité. */
  qui: plainText({ max: 40, missing: "Choisissez qui est dans la vague." }),
})
export type VagueInput = z.output<typeof vagueInput>

export const vagueFaiteInput = z.object({ montee, vague: z.uuid(WRONG) })
export type VagueFaiteInput = z.output<typeof vagueFaiteInput>

export const monteeEtatInput = z.object({
  montee,
  collectivite: z.string("Indiquez la collectivité.").trim().min(1, "Indiquez la collectivité.").max(120, WRONG),
  etat: z.enum(MONTEE_ETATS, WRONG),
  note: optionalText({ max: 300 }),
})
export type MonteeEtatInput = z.output<typeof monteeEtatInput>
