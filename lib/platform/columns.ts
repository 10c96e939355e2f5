import { fold } from "./format.ts"

/** Which column of a file holds which field: guessed from the titles, decided by a person. By field, the index of its column. */
export type ColumnMatch<Champ extends string> = Partial<Record<Champ, number>>

/** Folded, without what stands between brackets nor signs. */
export const titleKey = (text: string): string =>
  fold(text)
    .replace(/\(.*?\)/g, " ")
    .replace(/[^a-z0-9-]+/g, " ")
    .trim()

/** `alias`: how files call each field, folded. The first that fits wins, whole titles before beginnings and ends. */
export function guessMatch<Champ extends string>(
  champs: readonly Champ[],
  alias: Readonly<Record<Champ, readonly string[]>>,
  titles: readonly string[],
): ColumnMatch<Champ> {
  const keys = titles.map(titleKey)
  const guess: ColumnMatch<Champ> = {}
  const taken = new Set<number>()
  const take = (champ: Champ, fits: (title: string, name: string) => boolean) => {
    if (guess[champ] !== undefined) return
    const index = keys.findIndex(
      (title, at) => title !== "" && !taken.has(at) && alias[champ].some((name) => fits(title, name)),
    )
    if (index >= 0) {
      guess[champ] = index
      taken.add(index)
    }
  }
  for (const champ of champs) take(champ, (title, name) => title === name)
  for (const champ of champs) take(champ, (title, name) => title.startsWith(name) || title.endsWith(name))
  return guess
}

/** The first line that names at least two known columns: titles and logos above it are left out. */
export function headerRow(
  rows: readonly (readonly string[])[],
  guess: (titles: readonly string[]) => Readonly<Partial<Record<string, number>>>,
): number {
  const found = rows.slice(0, 20).findIndex((row) => Object.keys(guess(row)).length >= 2)
  return found >= 0
    ? found
    : Math.max(
        0,
        rows.findIndex((row) => row.some((cell) => cell.trim() !== "")),
      )
}

/** From a form's selects, "colonne-operateur": the index chosen for each field, or nothing. */
export function matchOf<Champ extends string>(
  champs: readonly Champ[],
  fields: Readonly<Record<string, unknown>>,
): ColumnMatch<Champ> {
  const match: ColumnMatch<Champ> = {}
  for (const champ of champs) {
    const chosen = fields[`colonne-${champ}`]
    if (typeof chosen === "string" && /^\d{1,2}$/.test(chosen)) match[champ] = Number(chosen)
  }
  return match
}
