import { z } from "zod"
import { isCalendarDate } from "@/lib/platform/dates.ts"
import { dayInput, optionalDayInput } from "@/lib/platform/day-input.ts"
import { integerInput } from "@/lib/platform/number-input.ts"
import { clean, hasTag, NO_TAG, optionalText, plainText } from "@/lib/platform/plain-text.ts"
import { CONNEXIONS, MONTEE_ETATS } from "./types.ts"

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

/** The address of the staff's list of accesses: what it cannot read is left out. */
export const accesFilter = z.object({
  q: z.string().trim().max(120).optional().catch(undefined),
  /** "oui": only where the two sides differ. */
  ecarts: z.literal("oui").optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100).catch(1),
})
export type AccesFilter = z.output<typeof accesFilter>

/** A text area where each line is one value. */
const linesOf = ({ max, length, missing }: { max: number; length: number; missing: string }) =>
  z
    .string(missing)
    .transform((text) => [...new Set(text.split("\n").map(clean))].filter(Boolean))
    .refine((lines) => lines.length > 0, missing)
    .refine((lines) => lines.length <= max, `${max} lignes au plus.`)
    .refine((lines) => lines.every((line) => line.length <= length), `${length} caractères au plus par ligne.`)
    .refine((lines) => !lines.some(hasTag), NO_TAG)

export const moduleInput = z.object({
  service,
  aQuoiSert: plainText({ max: 300, missing: "Dites à quoi sert l'outil." }),
  adresse: web,
  tutoriel: web,
  contact: plainText({ max: 300, missing: "Dites à qui s'adresser." }),
  certificat: ticked,
  perturbation: optionalText({ max: 300 }),
  suspendu: ticked,
  profils: linesOf({ max: 12, length: 60, missing: "Nommez au moins un profil, un par ligne." }),
  comptesInclus: optionalText({ max: 4 })
    .refine((text) => text === null || /^[1-9]\d{0,3}$/.test(text), "Indiquez un nombre de comptes, de 1 à 9999.")
    .transform((text) => (text === null ? null : Number(text))),
})
export type ModuleInput = z.output<typeof moduleInput>

/** Where a browser is sent with an answer of the portal: exact, and never a fragment (OpenID Connect Core 1.0 § 3.1.2.1). */
const isReturn = (line: string): boolean => URL.canParse(line) && /^https?:\/\/[^#\s]+$/.test(line)

const returns = z
  .string()
  .optional()
  .transform((text) => [...new Set((text ?? "").split("\n").map((line) => line.trim()))].filter(Boolean))
  .refine((lines) => lines.length <= 5, "Cinq adresses au plus.")
  .refine((lines) => lines.every(isReturn), "Une adresse par ligne, qui commence par https:// et sans #.")

export const connexionInput = z.object({
  service,
  connexion: z.enum(CONNEXIONS, "Choisissez comment l'outil s'ouvre."),
  initiation: web,
  retours: returns,
  // Back-Channel Logout 1.0 § 2.2: absolute, without a fragment.
  deconnexion: optionalText({ max: 300 }).refine(
    (text) => text === null || isReturn(text),
    "Une adresse qui commence par https:// et sans #.",
  ),
  retoursSortie: returns,
})
export type ConnexionInput = z.output<typeof connexionInput>

export const secretInput = z.object({ service })
export type SecretInput = z.output<typeof secretInput>

export const sortieInput = z.object({ service, decision: z.enum(["redire", "classer"], WRONG) })
export type SortieInput = z.output<typeof sortieInput>

export const listeInput = z.object({
  service,
  fichier: z.instanceof(File, { message: "Choisissez le fichier des comptes." }),
})
export type ListeInput = z.output<typeof listeInput>

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
