import { fold } from "@/lib/platform/format.ts"

export const CHAMPS = [
  "operateur",
  "annee",
  "nature",
  "domaine",
  "quantite",
  "souterrain",
  "fourreaux",
  "aerien",
  "emprise",
  "total",
  "lieu",
] as const
export type Champ = (typeof CHAMPS)[number]

export const CHAMP_LABELS = {
  operateur: "Opérateur",
  annee: "Année de la redevance",
  nature: "Réseau (souterrain, aérien, emprise)",
  domaine: "Domaine (routier ou non)",
  quantite: "Longueur ou surface",
  souterrain: "Souterrain (km)",
  fourreaux: "Nombre de fourreaux",
  aerien: "Aérien (km)",
  emprise: "Emprise au sol (m²)",
  total: "Total des longueurs (km), pour vérifier",
  lieu: "Lieu ou remarque",
} as const satisfies Record<Champ, string>

/** How files call them, folded; the first that fits wins, whole words before beginnings. */
const ALIAS: Record<Champ, readonly string[]> = {
  operateur: ["operateur", "societe", "exploitant", "occupant", "redevable"],
  annee: ["annee", "exercice", "millesime"],
  nature: ["nature", "reseau", "type", "type de reseau"],
  domaine: ["domaine", "domanialite", "type de domaine"],
  quantite: ["quantite", "longueur", "valeur"],
  souterrain: ["souterrain", "arteres souterraines", "sous-sol", "km souterrain", "lineaire souterrain"],
  fourreaux: ["fourreaux", "fourreau", "nb fourreaux", "nombre de fourreaux", "alveoles"],
  aerien: ["aerien", "arteres aeriennes", "km aerien", "lineaire aerien"],
  emprise: ["emprise", "emprise au sol", "surface", "m2", "armoires", "autres installations"],
  total: ["total", "total km", "lineaire total"],
  lieu: ["lieu", "localisation", "voie", "remarque", "observations"],
}

/** By field, the index of its column in the file; absent: the file does not say it. */
export type Correspondance = Partial<Record<Champ, number>>

export const key = (text: string): string =>
  fold(text)
    .replace(/\(.*?\)/g, " ")
    .replace(/[^a-z0-9-]+/g, " ")
    .trim()

/** A first guess from the titles, which a person then confirms or changes. */
export function guessColumns(titles: readonly string[]): Correspondance {
  const keys = titles.map(key)
  const guess: Correspondance = {}
  const taken = new Set<number>()
  const take = (champ: Champ, fits: (title: string, alias: string) => boolean) => {
    if (guess[champ] !== undefined) return
    const index = keys.findIndex(
      (title, at) => title !== "" && !taken.has(at) && ALIAS[champ].some((alias) => fits(title, alias)),
    )
    if (index >= 0) {
      guess[champ] = index
      taken.add(index)
    }
  }
  for (const champ of CHAMPS) take(champ, (title, alias) => title === alias)
  for (const champ of CHAMPS) take(champ, (title, alias) => title.startsWith(alias) || title.endsWith(alias))
  return guess
}

/** The first line that names at least two known columns: titles and logos above it are left out. */
export function headerIndex(rows: readonly (readonly string[])[]): number {
  const found = rows.slice(0, 20).findIndex((row) => Object.keys(guessColumns(row)).length >= 2)
  return found >= 0
    ? found
    : Math.max(
        0,
        rows.findIndex((row) => row.some((cell) => cell.trim() !== "")),
      )
}

/** Enough to read statements from: whose, and how much. */
export const isComplete = ({ operateur, nature, quantite, souterrain, aerien, emprise }: Correspondance): boolean =>
  operateur !== undefined &&
  (souterrain !== undefined ||
    aerien !== undefined ||
    emprise !== undefined ||
    (nature !== undefined && quantite !== undefined))
