import { z } from "zod"
import { COLLECTIVITE_TYPES } from "@/lib/collectivites/types.ts"
import { dayInput } from "@/lib/platform/day-input.ts"
import { isDecimal } from "@/lib/platform/money.ts"
import { orNothing, plainText } from "@/lib/platform/plain-text.ts"
import { formatInput } from "@/lib/platform/sheet-input.ts"
import { isWholeMonths } from "./rules/services.ts"

const identifier = z.uuid("Cette adresse n’est pas valable.")
const day = dayInput("Indiquez une date.")
const integer = (message: string, min: number, max: number) =>
  z
    .string(message)
    .trim()
    .regex(/^\d{1,6}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)

/** "0,10" or "0.10": euros per inhabitant, at most six decimals. */
const taux = z
  .string("Indiquez le taux en euros par habitant.")
  .trim()
  .transform((text) => text.replace(",", "."))
  .refine(
    (text) => isDecimal(text) && /^\d{1,3}(\.\d{1,6})?$/.test(text),
    "Indiquez un taux en euros, par exemple 0,10.",
  )

const reason = plainText({ max: 500, missing: "Indiquez la raison en quelques mots." })

export const createCampagneInput = z
  .object({
    exercice: integer("Indiquez une année entre 2024 et 2100.", 2024, 2100),
    taux,
    genre: z.enum(["municipale", "totale"], "Choisissez une population."),
    millesime: integer("Indiquez un millésime, par exemple 2022.", 2000, 2100),
    dateEmission: day,
    echeance: day,
    avecServices: z
      .literal("oui", "Cette valeur n’est pas attendue.")
      .optional()
      .transform((value) => value === "oui")
      .optional(),
    servicesDu: orNothing(day).optional(),
    servicesAu: orNothing(day).optional(),
  })
  .refine(({ dateEmission, echeance }) => echeance >= dateEmission, {
    path: ["echeance"],
    message: "L’échéance doit suivre la date d’émission.",
  })
  .superRefine(({ avecServices, servicesDu, servicesAu }, context) => {
    if (!avecServices) return
    const fail = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message })
    if (!servicesDu) return fail("servicesDu", "Indiquez le premier jour des services à facturer.")
    if (!servicesAu) return fail("servicesAu", "Indiquez le dernier jour des services à facturer.")
    if (servicesAu < servicesDu) return fail("servicesAu", "Le dernier jour doit suivre le premier.")
    if (!isWholeMonths({ du: servicesDu, au: servicesAu }))
      fail(
        "servicesAu",
        "Les services se facturent par mois entiers : du premier jour d’un mois au dernier d’un autre.",
      )
  })
export type CreateCampagne = z.output<typeof createCampagneInput>

export const campagneInput = z.object({ campagne: identifier })
export const decideLigneInput = z.object({
  campagne: identifier,
  ligne: identifier,
  decision: z.enum(["inclure", "exclure"], "Choisissez d’inclure ou d’exclure."),
  motif: reason,
})
export const giveUpInput = z.object({ campagne: identifier, motif: reason })

/** What the address of the preview says; anything else is the first page of everything. */
export const lignesFilter = z.object({
  cherche: z.string().trim().max(120).catch("").default(""),
  type: z.enum(COLLECTIVITE_TYPES).optional().catch(undefined),
  vue: z.enum(["a-decider", "ecart", "exclus"]).optional().catch(undefined),
  tri: z.enum(["nom", "-nom", "montant", "-montant", "ecart", "-ecart"]).catch("nom").default("nom"),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
export const lignesExport = lignesFilter.extend(formatInput.shape)
