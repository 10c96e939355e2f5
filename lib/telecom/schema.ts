import { z } from "zod"
import { matchOf } from "@/lib/platform/columns.ts"
import { optionalDayInput } from "@/lib/platform/day-input.ts"
import { type Decimal, isDecimal } from "@/lib/platform/money.ts"
import { decimalInput } from "@/lib/platform/number-input.ts"
import { plainText } from "@/lib/platform/plain-text.ts"
import { confirmedRows } from "@/lib/platform/sheet-rows.ts"
import { CHAMPS } from "./rules/colonnes.ts"
import { LIGNE_GENRES } from "./types.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."
const collectivite = z.string(WRONG).max(40, WRONG)
const oui = z
  .literal("oui")
  .optional()
  .transform((value) => value === "oui")

export const ligneInput = z.object({
  collectivite,
  site: plainText({ max: 80, missing: "Indiquez le site, par exemple la mairie." }),
  libelle: plainText({ max: 120, missing: "Indiquez à quoi sert la ligne." }),
  genre: z.enum(LIGNE_GENRES, "Choisissez le genre."),
  fournisseur: plainText({ max: 80, missing: "Indiquez le fournisseur." }),
  montantMensuel: decimalInput({
    missing: "Indiquez le prix par mois.",
    wrong: "Un montant, par exemple 45,90.",
    digits: 2,
  }),
  cuivre: oui,
  inutilisee: oui,
  engagementJusqua: optionalDayInput,
})
export type LigneInput = z.output<typeof ligneInput>

export const retirerInput = z.object({ collectivite, ligne: z.uuid(WRONG) })
export type RetirerInput = z.output<typeof retirerInput>

export const fichierInput = z.object({
  collectivite,
  fichier: z
    .file("Choisissez un fichier.")
    .refine(({ size, name }) => size > 0 && name !== "undefined", "Choisissez un fichier."),
})
export type FichierInput = z.output<typeof fichierInput>

const target = { collectivite, import: z.uuid(WRONG) }
export const importTarget = z.object(target)
export type ImportTarget = z.output<typeof importTarget>

export const correspondanceInput = z.looseObject(target).transform(({ collectivite, import: id, ...rest }) => ({
  ...{ collectivite, import: id, correspondance: matchOf(CHAMPS, rest) },
}))
export type CorrespondanceInput = z.output<typeof correspondanceInput>

export const applyImportInput = z
  .looseObject(target)
  .transform(({ collectivite, import: id, ...rest }) => ({ collectivite, import: id, confirmees: confirmedRows(rest) }))
export type ApplyImportInput = z.output<typeof applyImportInput>

/** Prices to compare with, from the address of the page: none is assumed. */
const prix = z
  .string()
  .optional()
  .transform((text): Decimal | null => {
    const written = (text ?? "").replace(/[\s€]/g, "").replace(",", ".")
    return isDecimal(written) && !written.startsWith("-") && /^\d{1,6}(\.\d{1,2})?$/.test(written) ? written : null
  })
export const hypotheses = z.object({ remplacement: prix, gfu: prix })
export type Hypotheses = z.output<typeof hypotheses>
