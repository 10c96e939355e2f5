import { CsvError, parse } from "csv-parse/sync"
import { fold } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { decodeText } from "@/lib/platform/text-file.ts"
import {
  type Erreur,
  type FileRefusal,
  type ImportGenre,
  MAX_BYTES,
  MAX_BYTES_CONTOURS,
  MAX_ROWS,
  type PopulationGenre,
} from "../types.ts"
import { cleanCell, textProblem } from "./cells.ts"
import { COLUMNS, type Column, INSEE_FIGURES } from "./columns.ts"
import { readGeoJson } from "./geojson.ts"

export type RawRow = {
  ligne: number
  /** By column name; a column absent from the file is the empty string, like an empty cell. */
  cells: Readonly<Record<string, string>>
  erreurs: readonly Erreur[]
}
export type ParsedFile = { encodage: string; separateur: string; ignorees: string[]; rows: RawRow[] }

/** From the bytes a person chose to the rows of one kind of import; no database, no trust. */
export function readFile(
  bytes: Uint8Array,
  genre: ImportGenre,
  population?: PopulationGenre,
): Result<ParsedFile, FileRefusal> {
  const decoded = decode(bytes, genre === "contours" ? MAX_BYTES_CONTOURS : MAX_BYTES)
  if (!decoded.ok) return decoded
  const { text, encodage } = decoded.value
  if (genre === "contours" && text.trimStart().startsWith("{")) return readGeoJson(text, encodage)
  const separateur = separatorOf(text)
  const table = tableOf(text, separateur)
  if (!table.ok) return table
  const [header = [], ...body] = table.value
  const mapped = mapHeader(header, genre, population)
  if (!mapped.ok) return mapped
  const rows = body.flatMap((record, index) => rowOf(record, index + 2, mapped.value.columns, header.length))
  if (rows.length === 0) return refuse("aucune-ligne")
  if (rows.length > MAX_ROWS) return refuse("trop-de-lignes")
  return ok({ encodage, separateur, ignorees: mapped.value.ignorees, rows })
}

const TEXT_REFUSALS = {
  vide: "fichier-vide",
  classeur: "fichier-classeur",
  binaire: "fichier-binaire",
  encodage: "encodage-inconnu",
} as const

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1).replace(".", ",").replace(",0", "")} Mo`

function decode(bytes: Uint8Array, most: number): Result<{ text: string; encodage: string }, FileRefusal> {
  if (bytes.length > most) {
    return refuse("fichier-trop-gros", { taille: megabytes(bytes.length), limite: megabytes(most) })
  }
  const decoded = decodeText(bytes)
  return decoded.ok ? decoded : refuse(TEXT_REFUSALS[decoded.refusal])
}

/** Counted in the header, outside quotes; French spreadsheets write semicolons. */
function separatorOf(text: string): ";" | "," {
  const header = (/^[^\r\n]*/.exec(text.trimStart())?.[0] ?? "").replace(/"[^"]*"/g, "")
  return header.split(",").length > header.split(";").length ? "," : ";"
}

function tableOf(text: string, delimiter: string): Result<string[][], FileRefusal> {
  try {
    // Empty lines are kept, so that the numbers said are those of the spreadsheet.
    return ok(parse(text, { delimiter, relaxColumnCount: true, relaxQuotes: true, bom: true, to: MAX_ROWS + 2 }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return refuse("guillemets-ouverts", { ligne: String(error.lines ?? 1) })
  }
}

const columnKey = (text: string): string =>
  fold(cleanCell(text))
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "")

function mapHeader(
  header: readonly string[],
  genre: ImportGenre,
  population: PopulationGenre | undefined,
): Result<{ columns: (Column | null)[]; ignorees: string[] }, FileRefusal> {
  const { columns: known, required }: { columns: readonly Column[]; required: readonly (readonly string[])[] } =
    COLUMNS[genre]
  const names = header.map((title) => {
    const key = columnKey(title)
    if (population && key === INSEE_FIGURES[population]) return known.find(({ name }) => name === "habitants") ?? null
    return known.find(({ name, aliases }) => name === key || aliases.includes(key)) ?? null
  })
  const doubles = header.filter((_, at) => names[at] && names.filter((other) => other === names[at]).length > 1)
  if (doubles.length > 0) return refuse("colonnes-en-double", { colonnes: listed(doubles) })
  const present = new Set(names.map((column) => column?.name))
  const missing = required.filter((group) => !group.some((name) => present.has(name)))
  if (missing.length > 0) return refuse("colonnes-absentes", { colonnes: missing.map(oneOf).join(" ; ") })
  return ok({ columns: names, ignorees: header.filter((title, at) => !names[at] && title.trim() !== "").map(short) })
}

const short = (title: string) => cleanCell(title).slice(0, 60)
const listed = (titles: readonly string[]) => titles.map((title) => `« ${short(title)} »`).join(", ")
const oneOf = (names: readonly string[]) =>
  names.length > 5 ? "au moins une colonne à compléter, par exemple siret ou adresse" : names.join(" ou ")

function rowOf(record: readonly string[], ligne: number, columns: readonly (Column | null)[], width: number): RawRow[] {
  if (record.every((cell) => cell.trim() === "")) return []
  const erreurs: Erreur[] = []
  if (record.length !== width) {
    erreurs.push({ champ: "ligne", message: `Cette ligne a ${record.length} cellules au lieu de ${width}.` })
  }
  const cells: Record<string, string> = {}
  for (const [at, column] of columns.entries()) {
    if (!column) continue
    const value = cleanCell(record[at] ?? "")
    const problem = textProblem(value, column.max)
    if (problem) erreurs.push({ champ: column.name, message: `« ${column.name} » ${problem}.` })
    cells[column.name] = value.slice(0, column.max)
  }
  return [{ ligne, cells, erreurs }]
}
