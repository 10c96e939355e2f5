import { z } from "zod"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { FILE_REFUSALS, IMPORT_GENRES, ISSUES, type Issue, POPULATION_GENRES, VERDICTS, type Verdict } from "./types.ts"

/** No file chosen is an empty file without a name, which React's decoder of forms calls "undefined". */
const fichier = z
  .file(FILE_REFUSALS["fichier-absent"])
  .refine(({ size, name }) => size > 0 || !["", "undefined"].includes(name), FILE_REFUSALS["fichier-absent"])

const MILLESIME = "Écrivez l'année du millésime en quatre chiffres, par exemple 2023."

const millesime = z
  .string(MILLESIME)
  .trim()
  .regex(/^\d{4}$/, MILLESIME)
  .transform(Number)
  .refine(
    (annee) => annee >= 1968 && annee <= yearOf(today()),
    "Ce millésime n'est pas possible : une année entre 1968 et celle en cours.",
  )

export const importGenre = z.enum(IMPORT_GENRES)

export const prepareImportInput = z.discriminatedUnion("genre", [
  z.object({
    genre: z.literal("populations"),
    fichier,
    population: z.enum(POPULATION_GENRES, "Choisissez la population : municipale ou totale."),
    millesime,
  }),
  z.object({ genre: z.enum(IMPORT_GENRES).exclude(["populations"]), fichier }),
])
export type PrepareImport = z.output<typeof prepareImportInput>

export const importInput = z.object({ import: z.uuid("Cet import n'existe pas.") })
export type ImportInput = z.output<typeof importInput>

/** `montrees` are the lines whose boxes were on the page: an absent box is then an unticked one. */
export const confirmLinesInput = z
  .looseObject({ import: z.uuid(), montrees: z.string().regex(/^[\d,]{1,1000}$/) })
  .transform(({ import: id, montrees, ...boxes }) => {
    const lignes = montrees.split(",").map(Number).filter(Number.isSafeInteger)
    return { import: id, lignes, confirmees: lignes.filter((ligne) => boxes[`ligne-${ligne}`] === "oui") }
  })
export type ConfirmLines = z.output<typeof confirmLinesInput>

export type LigneFilter = { verdict?: Verdict; issue?: Issue; aVerifier?: boolean }

/** The one filter of the lines, as it stands in the address: a verdict, what became of them, or those to confirm. */
export function lignesFilter(value: string | null | undefined): LigneFilter {
  const verdict = VERDICTS.find((known) => known === value)
  const issue = ISSUES.find((known) => known === value)
  return verdict ? { verdict } : issue ? { issue } : value === "a_verifier" ? { aVerifier: true } : {}
}
