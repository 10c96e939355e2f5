import { z } from "zod"
import { CATEGORIES_TVA } from "@/lib/catalogue/types.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { dayInput } from "@/lib/platform/day-input.ts"
import { decimal } from "@/lib/platform/money.ts"
import { decimalInput, integerInput } from "@/lib/platform/number-input.ts"
import { orNothing, plainText } from "@/lib/platform/plain-text.ts"
import { formatInput } from "@/lib/platform/sheet-input.ts"
import { CLES, DEPENSE_NATURES } from "./types.ts"

const identifier = z.uuid("Cette adresse n’est pas valable.")
const exercice = integerInput({
  missing: "Indiquez une année, par exemple 2027.",
  wrong: "Indiquez une année entre 2020 et 2100.",
  min: 2020,
  max: 2100,
})
const amount = (missing: string) =>
  decimalInput({ missing, wrong: "Un montant est positif, au centime près, par exemple 1 250,00.", digits: 2 })
const day = dayInput("Indiquez une date.")
const file = z
  .instanceof(File)
  .optional()
  .transform((value) => (value && value.size > 0 ? value : null))

/** As the catalogue names its pillars and services. */
const SLUG = /^[a-z0-9-]{1,60}$/

/** What an expense, or what commits it, is for. Without a service nor a pillar: general costs. */
const place = {
  pilier: orNothing(z.string().regex(SLUG, "Choisissez un pilier de la liste.")),
  service: orNothing(z.string().regex(SLUG, "Choisissez un service de la liste.")),
  action: orNothing(z.uuid("Choisissez une action de la liste.")),
}
export type PlaceInput = { pilier: string | null; service: string | null; action: string | null }

const depenseFields = {
  exercice,
  ...place,
  engagement: orNothing(z.uuid("Choisissez un engagement de la liste.")),
  nature: z.enum(DEPENSE_NATURES, "Choisissez une nature."),
  fournisseur: plainText({ max: 120, missing: "Indiquez qui a facturé, ou le service interne." }),
  libelle: plainText({ max: 160, missing: "Indiquez ce qui a été payé." }),
  dateFacture: day,
  montantHt: amount("Indiquez le montant hors taxes.").refine(
    (text) => Number(text) > 0,
    "Le montant est supérieur à zéro.",
  ),
  montantTva: amount("Indiquez la TVA, 0 s’il n’y en a pas."),
}

export const depenseInput = z.object({ ...depenseFields, fichier: file })
export type DepenseInput = z.output<typeof depenseInput>
export const correctDepenseInput = z.object({ ...depenseFields, depense: identifier, fichier: file })
export type CorrectDepenseInput = z.output<typeof correctDepenseInput>

const engagementFields = {
  exercice,
  ...place,
  fournisseur: plainText({ max: 120, missing: "Indiquez à qui la commande est passée." }),
  libelle: plainText({ max: 160, missing: "Indiquez ce qui est commandé." }),
  reference: orNothing(plainText({ max: 60, missing: "" })),
  engageLe: day,
  montantHt: depenseFields.montantHt,
}
export const engagementInput = z.object(engagementFields)
export type EngagementInput = z.output<typeof engagementInput>
export const correctEngagementInput = z.object({ ...engagementFields, engagement: identifier })
export type CorrectEngagementInput = z.output<typeof correctEngagementInput>
export const settleInput = z.object({ engagement: identifier })

const tauxTva = orNothing(
  decimalInput({ missing: "Indiquez le taux.", wrong: "Un taux de TVA va de 0,01 à 99,99 %.", digits: 2 }),
)

export const partageInput = z
  .object({
    exercice,
    service: plainText({ max: 60, missing: "Choisissez un service." }),
    libelle: plainText({ max: 160, missing: "Donnez un nom à ce partage : il sera sur les titres." }),
    depense: orNothing(identifier),
    cout: orNothing(amount("Indiquez le coût.").refine((text) => Number(text) > 0, "Le coût est supérieur à zéro.")),
    quotePart: orNothing(
      decimalInput({ missing: "", wrong: "Une quote-part va de 0 à 100 %, par exemple 5,5.", digits: 2 }).refine(
        (text) => Number(text) <= 100,
        "Une quote-part va de 0 à 100 %, par exemple 5,5.",
      ),
    ).transform((value) => value ?? decimal("0")),
    cle: z.enum(CLES, "Choisissez une clé de répartition."),
    categorieTva: z.enum(CATEGORIES_TVA, "Choisissez la TVA qui s’applique."),
    tauxTva,
  })
  .superRefine(({ categorieTva, tauxTva, depense, cout }, context) => {
    const rated = tauxTva !== null && Number(tauxTva) > 0 && Number(tauxTva) < 100
    if (categorieTva === "S" && !rated)
      context.addIssue({ code: "custom", path: ["tauxTva"], message: "Indiquez le taux de TVA, par exemple 20." })
    if (depense === null && cout === null)
      context.addIssue({ code: "custom", path: ["cout"], message: "Choisissez une dépense, ou indiquez le coût." })
  })
export type PartageInput = z.output<typeof partageInput>

export const targetInput = z.object({ partage: identifier })
export const participantInput = z.object({
  partage: identifier,
  collectivite: plainText({ max: 120, missing: "Indiquez une collectivité." }),
  poids: orNothing(
    decimalInput({ missing: "", wrong: "Une part est un nombre positif, par exemple 12,5.", digits: 6 }).refine(
      (text) => Number(text) > 0,
      "Une part est un nombre positif, par exemple 12,5.",
    ),
  ),
  payeur: orNothing(plainText({ max: 120, missing: "Indiquez une collectivité." })),
})
export type ParticipantInput = z.output<typeof participantInput>
export const removeInput = z.object({ partage: identifier, part: identifier })
export const abandonInput = z.object({
  partage: identifier,
  motif: plainText({ max: 500, missing: "Indiquez la raison en quelques mots." }),
})

const year = z.coerce.number().int().min(2020).max(2100).optional().catch(undefined)

/** What a list of expenses keeps: a year, or the years from `depuis` to it. */
export const depensesFilter = z.object({
  exercice: year,
  depuis: year,
  pilier: z.string().regex(SLUG).optional().catch(undefined),
  service: z.string().regex(SLUG).optional().catch(undefined),
  action: z.uuid().optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
export type DepensesFilter = z.output<typeof depensesFilter>
/** Of expenses or of engagements, whole: the present year unless another is asked for. */
export const depensesExport = depensesFilter
  .extend(formatInput.shape)
  .transform(({ page: _, exercice = yearOf(today()), ...filter }) => ({ exercice, ...filter }))
