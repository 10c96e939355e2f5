import { bandeOf, bandeWords, readBandes } from "@/lib/collectivites/rules/bandes.ts"
import { formatInteger, formatRate } from "@/lib/platform/format.ts"
import { type Decimal, decimal } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { TarifAssiette } from "../types.ts"

export type BandePrix = { jusqua: number | null; prixUnitaire: Decimal }

/** What a price depends on: a band of population, and what it is multiplied by. */
export type Grille = { prixUnitaire: Decimal; assiette: TarifAssiette; bandes: readonly BandePrix[] | null }

export const dependsOnPopulation = ({ assiette, bandes }: Pick<Grille, "assiette" | "bandes">): boolean =>
  assiette === "habitant" || bandes !== null

/** The price of that many inhabitants, and how many it counts; null: as many as are asked for. */
export function priceIn(
  grille: Grille,
  habitants: number | null,
): Result<{ prixUnitaire: Decimal; quantite: number | null; bande: string | null }, "population-inconnue"> {
  const { prixUnitaire, assiette, bandes } = grille
  if (dependsOnPopulation(grille) && habitants === null) return refuse("population-inconnue")
  const known = habitants ?? 0
  const bande = bandes && bandeOf(bandes, known)
  return ok({
    prixUnitaire: bande ? bande.prixUnitaire : prixUnitaire,
    quantite: assiette === "unite" ? null : assiette === "habitant" ? known : 1,
    bande: bandes && bandeWords(bandes, known),
  })
}

/** Prices by band as staff type them, "500 ; 0,12" a line; null when they cannot be read. */
export const readGrille = (text: string): BandePrix[] | null =>
  readBandes(text, (typed) => (/^\d{1,8}(\.\d{1,4})?$/.test(typed) ? decimal(typed) : null))?.map(
    ({ jusqua, valeur }) => ({ jusqua, prixUnitaire: valeur }),
  ) ?? null

/** "0,12 € jusqu’à 500 hab., 0,10 € au-delà" */
export const grilleWords = (bandes: readonly BandePrix[]): string =>
  bandes
    .map(
      ({ jusqua, prixUnitaire }) =>
        `${formatRate(prixUnitaire)} ${jusqua === null ? "au-delà" : `jusqu’à ${formatInteger(jusqua)} hab.`}`,
    )
    .join(", ")
