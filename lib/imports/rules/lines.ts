import type { Difference, Erreur, LigneComparee } from "../types.ts"
import type { RawRow } from "./file.ts"

/** What a comparison found about one row; the verdict follows from it. */
export type Findings = {
  concerneId?: string | null
  donnees?: Readonly<Record<string, string>>
  differences?: readonly Difference[]
  erreurs?: readonly Erreur[]
  alertes?: readonly string[]
  existe?: boolean
}

/** A row with an error is refused whole: half of a row is never applied. */
export function line(row: RawRow, findings: Findings): LigneComparee {
  const { concerneId = null, donnees = row.cells, differences = [], alertes = [], existe = false } = findings
  const erreurs = [...row.erreurs, ...(findings.erreurs ?? [])]
  const base = { ligne: row.ligne, concerneId, donnees, erreurs }
  if (erreurs.length > 0) return { ...base, verdict: "refuse", differences: [], alerte: null }
  const verdict = existe ? (differences.length > 0 ? "modifie" : "identique") : "nouveau"
  return {
    ...base,
    verdict,
    differences,
    alerte: verdict !== "identique" && alertes.length > 0 ? alertes.join(" ") : null,
  }
}

/** An empty cell changes nothing: an import completes, it never erases. */
export function differencesOf(
  before: Readonly<Record<string, string | null>>,
  after: Readonly<Record<string, string>>,
  champs: readonly string[],
): Difference[] {
  return champs.flatMap((champ) => {
    const apres = after[champ] ?? ""
    const avant = before[champ] ?? null
    return apres === "" || apres === avant ? [] : [{ champ, avant, apres }]
  })
}

/** The second row that says the same thing is refused, with the number of the first. */
export class Seen {
  readonly #first = new Map<string, number>()

  /** The line that already had this key, or null: then this line has it from now on. */
  take(key: string, ligne: number): number | null {
    const first = this.#first.get(key)
    if (first !== undefined) return first
    this.#first.set(key, ligne)
    return null
  }
}
