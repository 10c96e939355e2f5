import { type ColumnMatch, guessMatch, headerRow } from "@/lib/platform/columns.ts"
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
  "mat",
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
  mat: "Mâts et pylônes (nombre)",
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
  mat: ["mats", "mat", "pylones", "pylone", "antennes", "mats et pylones"],
  total: ["total", "total km", "lineaire total"],
  lieu: ["lieu", "localisation", "voie", "remarque", "observations"],
}

/** By field, the index of its column in the file; absent: the file does not say it. */
export type Correspondance = ColumnMatch<Champ>

export const guessColumns = (titles: readonly string[]): Correspondance => guessMatch(CHAMPS, ALIAS, titles)

export const headerIndex = (rows: readonly (readonly string[])[]): number => headerRow(rows, guessColumns)

/** Enough to read statements from: whose, and how much. */
export const isComplete = ({
  operateur,
  nature,
  quantite,
  souterrain,
  aerien,
  emprise,
  mat,
}: Correspondance): boolean =>
  operateur !== undefined &&
  (souterrain !== undefined ||
    aerien !== undefined ||
    emprise !== undefined ||
    mat !== undefined ||
    (nature !== undefined && quantite !== undefined))

const METRES = /\(\s*(m|ml|metres?( lineaires?)?)\s*\)|\b(ml|metres?( lineaires?)?)\b|\ben m\b/

/** Columns whose title says metres ("Longueur (ml)"): the index of each. Square metres are another thing. */
export const metresColumns = (titles: readonly string[]): ReadonlySet<number> =>
  new Set(titles.flatMap((title, at) => (METRES.test(fold(title)) && !/carre/.test(fold(title)) ? [at] : [])))
