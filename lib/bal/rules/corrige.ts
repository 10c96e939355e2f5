import { parse } from "csv-parse/sync"
import { isCalendarDate } from "../../platform/dates.ts"
import type { Correction, FormeCle } from "./corrections.ts"
import type { RecordPlace } from "./lines.ts"
import { cleVoie } from "./voies.ts"

/**
 * Columns of format 1.4, the one in force; identifiers are kept when the file has them (all or none). A file of 1.5 has no
 * key to give, and names the street `toponyme`: it stays in 1.5.
 */
const IDENTIFIANTS = ["id_ban_commune", "id_ban_toponyme", "id_ban_adresse"] as const
const COLONNES = [
  "cle_interop",
  "commune_insee",
  "commune_nom",
  "commune_deleguee_insee",
  "commune_deleguee_nom",
  "voie_nom",
  "lieudit_complement_nom",
  "numero",
  "suffixe",
  "position",
  "x",
  "y",
  "long",
  "lat",
  "cad_parcelles",
  "source",
  "date_der_maj",
  "certification_commune",
] as const

export type Accepted = { choix: string | null; proposition: Correction }
type Row = Record<string, string>

type Source = {
  text: string
  delimiter: string
  /** Where each record begins, header first. */
  places: readonly RecordPlace[]
}

/** The file with what was accepted, and nothing else, in the columns of the current format. */
export function corriger({ text, delimiter, places }: Source, accepted: readonly Accepted[]): string {
  const records: string[][] = parse(text, {
    delimiter,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  })
  const [header = [], ...body] = records
  const names = header.map((name) => name.trim())
  const formes = new Set(
    accepted.flatMap(({ proposition }) => (proposition.genre === "forme" ? [proposition.cle] : [])),
  )
  const removed = new Set(
    accepted.flatMap(({ proposition }) => (proposition.genre === "doublon" ? proposition.lignes : [])),
  )
  const spelling = spellings(accepted)
  const sansCle = names.includes("toponyme") && !names.includes("cle_interop")
  const voieNom = sansCle || !names.includes("voie_nom") ? "toponyme" : "voie_nom"
  const rows = body.flatMap((record, rang): Row[] => {
    if (removed.has(places[rang + 1]?.line ?? -1)) return []
    const row = Object.fromEntries(names.map((name, at) => [name, record[at] ?? ""]))
    return [respelled(written(row, formes), spelling, voieNom)]
  })
  const local = names.filter((name) =>
    /^(voie_nom|toponyme|commune_nom|lieudit_complement_nom|commune_deleguee_nom)_\w{3}$/.test(name),
  )
  const columns = [...IDENTIFIANTS.filter((name) => names.includes(name)), ...COLONNES, ...local]
    .filter((name) => !(sansCle && name === "cle_interop"))
    .map((name) => (sansCle && name === "voie_nom" ? "toponyme" : name))
  const from = (name: string) => (name === "voie_nom" ? voieNom : name)
  return `${[columns, ...rows.map((row) => columns.map((name) => row[from(name)] ?? ""))].map(csvLine).join("\n")}\n`
}

/** From each spelling, in its place, to the one kept. */
function spellings(accepted: readonly Accepted[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const { proposition, choix } of accepted) {
    if (proposition.genre !== "voie" || choix === null) continue
    const place = proposition.cle.split("|")[0] ?? ""
    for (const name of proposition.choix) found.set(`${place}|${cleVoie(name)}`, choix)
  }
  return found
}

function respelled(row: Row, spelling: ReadonlyMap<string, string>, voieNom: string): Row {
  const insee = (row.commune_insee || (row.cle_interop ?? "").split("_")[0] || "").trim().toUpperCase()
  const place = `${insee}/${(row.commune_deleguee_insee ?? "").trim()}`
  const kept = spelling.get(`${place}|${cleVoie(row[voieNom] ?? "")}`)
  return kept === undefined ? row : { ...row, [voieNom]: kept }
}

const POSITIONS = [
  "délivrance postale",
  "entrée",
  "bâtiment",
  "cage d’escalier",
  "logement",
  "parcelle",
  "segment",
  "service technique",
]
const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/\W+/g, " ")
    .trim()
    .toLowerCase()

function written(row: Row, formes: ReadonlySet<FormeCle>): Row {
  const next = { ...row }
  if (formes.has("espaces")) for (const name of Object.keys(next)) next[name] = (next[name] ?? "").trim()
  if (formes.has("dates")) next.date_der_maj = isoDay(next.date_der_maj ?? "")
  if (formes.has("decimales"))
    for (const name of ["x", "y", "long", "lat"]) next[name] = (next[name] ?? "").replace(/^(-?\d+),(\d+)$/, "$1.$2")
  if (formes.has("positions"))
    next.position = POSITIONS.find((known) => plain(known) === plain(next.position ?? "")) ?? next.position ?? ""
  if (formes.has("cles")) next.cle_interop = interop(next.cle_interop ?? "")
  if (formes.has("commune") && !next.commune_insee)
    next.commune_insee = (next.cle_interop ?? "").split("_")[0]?.toUpperCase() ?? ""
  return next
}

/** Only days whose order is not in doubt: day first, as France writes, or year first. */
function isoDay(text: string): string {
  const [, day, month, year] = /^(\d{1,2})[/\- ](\d{1,2})[/\- ](\d{4})$/.exec(text.trim()) ?? []
  const [, y, m, d] = /^(\d{4})[/\- ](\d{1,2})[/\- ](\d{1,2})(?: \d{2}:\d{2})?$/.exec(text.trim()) ?? []
  const iso = year
    ? `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`
    : y
      ? `${y}-${m?.padStart(2, "0")}-${d?.padStart(2, "0")}`
      : null
  return iso && isCalendarDate(iso) ? iso : text
}

function interop(text: string): string {
  const [insee, voie, numero, ...rest] = text.toLowerCase().split("_")
  if (!insee || !voie || !numero || !/^\d+$/.test(numero)) return text
  return [insee, voie, numero.padStart(5, "0"), ...rest].join("_")
}

/** A cell that a spreadsheet would run gets an apostrophe; a negative coordinate is a number, not a formula. */
export const neutre = (cell: string): string =>
  /^[=+@\t\r]/.test(cell) || (cell.startsWith("-") && !/^-\d+(\.\d+)?$/.test(cell)) ? `'${cell}` : cell

export const csvLine = (cells: readonly string[]): string =>
  cells
    .map(neutre)
    .map((cell) => (/["\r\n;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(";")
