import { computeCotisation } from "@/lib/cotisations/rules.ts"
import type { CotisationRegle } from "@/lib/cotisations/types.ts"
import type { Cents } from "@/lib/platform/money.ts"

/** A line of the file that the base would take, beside what is known today. */
export type LignePopulation = {
  ligne: number
  /** What the file says. */
  apres: number
  /** The same millésime where it is recorded, otherwise the last one before it. */
  avant: number | null
  /** What the cotisation counts today; null where it counts nothing. */
  reference: number | null
  /** Of a member on this day: its rule; null for others. */
  regle: CotisationRegle | null
}

export type EffetLigne = { ligne: number; avant: Cents; apres: Cents }

export type EffetPopulations = {
  lignes: number
  /** Only of lines that had inhabitants before: those of others would not be a change. */
  habitants: { avant: number; apres: number; sansAvant: number }
  /** Of the members, once the file's figures are the reference of the cotisation. */
  cotisations: { membres: number; avant: Cents; apres: Cents }
  parLigne: ReadonlyMap<number, EffetLigne>
}

/** What a file of populations changes: inhabitants, and the cotisations at the rate in force. */
export function computeEffetPopulations(rows: readonly LignePopulation[]): EffetPopulations {
  const known = rows.filter(({ avant }) => avant !== null)
  const effets = rows.flatMap(effetOf)
  return {
    lignes: rows.length,
    habitants: {
      avant: known.reduce((total, { avant }) => total + (avant ?? 0), 0),
      apres: known.reduce((total, { apres }) => total + apres, 0),
      sansAvant: rows.length - known.length,
    },
    cotisations: {
      membres: effets.length,
      avant: effets.reduce((total, { avant }) => total + avant, 0n),
      apres: effets.reduce((total, { apres }) => total + apres, 0n),
    },
    parLigne: new Map(effets.map((effet) => [effet.ligne, effet])),
  }
}

/** A member whose population is not known owes nothing yet: the whole of its cotisation is new. */
function effetOf({ ligne, apres, reference, regle }: LignePopulation): EffetLigne[] {
  if (!regle) return []
  const after = computeCotisation(regle, apres)
  if (after === null) return []
  return [{ ligne, avant: computeCotisation(regle, reference) ?? 0n, apres: after }]
}
