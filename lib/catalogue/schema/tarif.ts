import { z } from "zod"
import { deliberationChoice } from "@/lib/deliberations/schema.ts"
import { dayInput } from "@/lib/platform/day-input.ts"
import { decimal, priceOf } from "@/lib/platform/money.ts"
import { decimalInput } from "@/lib/platform/number-input.ts"
import { optionalText, orNothing, plainText } from "@/lib/platform/plain-text.ts"
import { type BandePrix, readGrille } from "../rules/grille.ts"
import { PRIX_MISSING, prixInput, tauxTvaInput } from "../schema.ts"
import { CATEGORIES_TVA, PERIODICITES, TARIF_ASSIETTES, TARIF_GENRES } from "../types.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."
const GRILLE_WRONG =
  "Écrivez une tranche par ligne, de la plus petite à la plus grande : « 500 ; 0,12 », puis « au-delà ; 0,10 »."

const bound = orNothing(
  decimalInput({
    missing: "Indiquez un montant.",
    wrong: "Un montant est un nombre positif de deux décimales au plus.",
    digits: 2,
  }).refine((montant) => Number(montant) > 0, "Un minimum ou un maximum dépasse 0 €."),
).transform((montant) => montant && priceOf(1, montant))

const grille = z
  .string(GRILLE_WRONG)
  .max(2000, "Ces tranches sont trop longues.")
  .optional()
  .transform((text, ctx): BandePrix[] | null => {
    if ((text ?? "").replace(/[\p{Cc}\p{Cf}]/gu, "").trim() === "") return null
    const known = readGrille(text ?? "")
    if (!known) ctx.addIssue({ code: "custom", message: GRILLE_WRONG })
    return known
  })

const tarifFields = {
  service: z.string(WRONG).max(80, WRONG),
  genre: z.enum(TARIF_GENRES, "Dites ce que ce prix paie.").optional().default("usage"),
  prixUnitaire: orNothing(prixInput),
  bandes: grille,
  assiette: z.enum(TARIF_ASSIETTES, "Choisissez ce que le prix multiplie.").optional().default("unite"),
  unite: plainText({ max: 40, missing: "Indiquez l'unité, par exemple poste." }),
  periodicite: z.enum(PERIODICITES, "Choisissez la période."),
  minimum: bound,
  maximum: bound,
  deliberation: deliberationChoice,
  note: optionalText({ max: 300 }),
  depuis: dayInput("Indiquez la date de début."),
}
type Fields = z.output<z.ZodObject<typeof tarifFields>>

/** One price, or one for each band, the first of which stands for it. */
function priced<F extends Fields>(input: F, ctx: z.RefinementCtx) {
  const { prixUnitaire, bandes, minimum, maximum } = input
  const issue = (path: string, message: string) => ctx.addIssue({ code: "custom", path: [path], message })
  if (prixUnitaire !== null && bandes) issue("bandes", "Donnez un prix unique, ou des tranches : pas les deux.")
  if (minimum !== null && maximum !== null && minimum > maximum) issue("minimum", "Le minimum dépasse le maximum.")
  const price = bandes?.[0]?.prixUnitaire ?? prixUnitaire
  if (price === null) {
    issue("prixUnitaire", PRIX_MISSING)
    return z.NEVER
  }
  return { ...input, prixUnitaire: price }
}

/** A rate is asked only of what bears VAT. */
export const tarifInput = z.discriminatedUnion(
  "categorieTva",
  [
    z
      .object({
        ...tarifFields,
        categorieTva: z.literal("S"),
        tauxTva: tauxTvaInput,
      })
      .transform(priced),
    z
      .object({ ...tarifFields, categorieTva: z.enum(CATEGORIES_TVA.filter((code) => code !== "S")) })
      .transform((input, ctx) => priced({ ...input, tauxTva: decimal("0") }, ctx)),
  ],
  { error: "Choisissez la TVA qui s'applique." },
)
export type TarifInput = z.output<typeof tarifInput>
