import { z } from "zod"
import { prixInput, tauxTvaInput } from "@/lib/catalogue/schema.ts"
import { CATEGORIES_TVA, PERIODICITES } from "@/lib/catalogue/types.ts"
import { dayInput } from "@/lib/platform/day-input.ts"
import { decimal } from "@/lib/platform/money.ts"
import { integerInput } from "@/lib/platform/number-input.ts"
import { optionalText, orNothing, plainText } from "@/lib/platform/plain-text.ts"
import { target } from "../schema.ts"
import { QUANTITE_MAX } from "../types.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."

/** Without an option, it is for the service itself; a rate is asked only of what bears VAT. */
export const devisInput = z
  .object({
    ...target,
    option: z
      .uuid(WRONG)
      .or(z.literal(""))
      .optional()
      .transform((text) => text || null),
    contenu: plainText({ max: 2000, missing: "Dites ce que ce prix comprend : la collectivité le lira." }),
    quantite: integerInput({
      missing: "Indiquez la quantité.",
      wrong: `Indiquez un nombre entier, de 1 à ${QUANTITE_MAX}.`,
      min: 1,
      max: QUANTITE_MAX,
    }),
    unite: plainText({ max: 40, missing: "Indiquez l'unité, par exemple forfait ou jour." }),
    prixUnitaire: prixInput,
    periodicite: z.enum(PERIODICITES, "Choisissez la période de ce prix."),
    categorieTva: z.enum(CATEGORIES_TVA, "Choisissez la TVA qui s'applique à ce prix."),
    tauxTva: orNothing(tauxTvaInput),
    valableJusquau: dayInput("Indiquez jusqu'à quand ce prix est valable."),
    /** An untouched box sends an empty file. */
    fichier: z
      .file(WRONG)
      .optional()
      .transform((file) => (file && file.size > 0 ? file : null)),
  })
  .superRefine(({ categorieTva, tauxTva }, issues) => {
    if (categorieTva === "S" && tauxTva === null)
      issues.addIssue({ code: "custom", path: ["tauxTva"], message: "Indiquez le taux de TVA." })
  })
  .transform(({ prixUnitaire, periodicite, categorieTva, tauxTva, ...input }) => ({
    ...input,
    prix: {
      ...{ prixUnitaire, periodicite, categorieTva },
      tauxTva: categorieTva === "S" && tauxTva !== null ? tauxTva : decimal("0"),
    },
  }))
export type DevisInput = z.output<typeof devisInput>

export const devisRetireInput = z.object({
  ...target,
  devis: z.uuid(WRONG),
  motif: plainText({ max: 500, missing: "Dites pourquoi : la collectivité le lira." }),
})
export type DevisRetireInput = z.output<typeof devisRetireInput>

/** A refusal is explained to the operator; an acceptance needs no word. */
export const devisDecideInput = z.discriminatedUnion(
  "decision",
  [
    z.object({
      ...{ ...target, devis: z.uuid(WRONG) },
      decision: z.literal("approuver"),
      motif: optionalText({ max: 500 }),
    }),
    z.object({
      ...{ ...target, devis: z.uuid(WRONG) },
      decision: z.literal("refuser"),
      motif: plainText({ max: 500, missing: "Dites pourquoi : l'opérateur le lira." }),
    }),
  ],
  { error: "Choisissez d'accepter ou de refuser." },
)
export type DevisDecideInput = z.output<typeof devisDecideInput>
