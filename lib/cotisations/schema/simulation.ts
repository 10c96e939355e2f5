import { z } from "zod"
import { prixInput } from "@/lib/catalogue/schema.ts"
import { COLLECTIVITE_TYPES } from "@/lib/collectivites/types.ts"
import { bandesInput, borneInput } from "@/lib/operateur/schema.ts"
import { decimalInput, integerInput } from "@/lib/platform/number-input.ts"
import { plainText } from "@/lib/platform/plain-text.ts"
import { formatInput } from "@/lib/platform/sheet-input.ts"
import { EFFET_SITUATIONS } from "../types.ts"

const amount = (missing: string) =>
  decimalInput({ missing, wrong: "Un montant est positif, au centime près, par exemple 50,00.", digits: 2 })

const head = {
  libelle: plainText({ max: 120, missing: "Donnez un nom à cette simulation." }),
  exercice: integerInput({
    missing: "Indiquez une année.",
    wrong: "Indiquez une année entre 2024 et 2100.",
    min: 2024,
    max: 2100,
  }),
}
const cotisation = {
  ...head,
  type: z.enum(COLLECTIVITE_TYPES, "Choisissez un type de membre."),
  minimum: borneInput,
  maximum: borneInput,
}

/** What would change decides which other field is read. */
export const simulationInput = z
  .discriminatedUnion(
    "objet",
    [
      z.object({
        ...cotisation,
        objet: z.literal("taux_population"),
        taux: decimalInput({
          missing: "Indiquez le taux par habitant.",
          wrong: "Un taux est un nombre positif de six décimales au plus, par exemple 0,12.",
          digits: 6,
        }),
      }),
      z.object({ ...cotisation, objet: z.literal("forfait"), montant: amount("Indiquez le montant du forfait.") }),
      z.object({ ...cotisation, objet: z.literal("bandes"), bandes: bandesInput }),
      z.object({
        ...head,
        objet: z.literal("service"),
        tarif: z.uuid("Choisissez un prix de la liste."),
        prixUnitaire: prixInput,
      }),
    ],
    { error: "Choisissez ce qui changerait." },
  )
  .refine(
    (input) =>
      input.objet === "service" || input.minimum === null || input.maximum === null || input.minimum <= input.maximum,
    {
      path: ["maximum"],
      message: "Le maximum est au moins égal au minimum.",
    },
  )
export type SimulationInput = z.output<typeof simulationInput>

const simulation = z.uuid("Cette adresse n’est pas valable.")
export const voteInput = z.object({
  simulation,
  /** The figures that were before the assembly. */
  calcul: z.uuid("Ce calcul n’existe pas."),
  deliberation: z.uuid("Choisissez la délibération qui l’a votée."),
})
export const dropInput = z.object({
  simulation,
  motif: plainText({ max: 500, missing: "Indiquez la raison en quelques mots." }),
})
export const resumeInput = z.object({ simulation })
export const computeInput = z.object({ simulation })

/** The address of the effects: which computing of them, and what of it is shown; what it cannot read is left out. */
export const effetsFilter = z.object({
  calcul: z.coerce.number().int().min(1).max(32_000).optional().catch(undefined),
  cherche: z.string().trim().max(120).catch("").default(""),
  type: z.enum(COLLECTIVITE_TYPES).optional().catch(undefined),
  situation: z.enum(EFFET_SITUATIONS).optional().catch(undefined),
  tri: z
    .enum(["nom", "-nom", "habitants", "-habitants", "avant", "-avant", "apres", "-apres", "ecart", "-ecart"])
    .catch("-ecart")
    .default("-ecart"),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
export type EffetsFilter = z.output<typeof effetsFilter>
export const effetsExport = effetsFilter.extend(formatInput.shape)
