import { CsvError, parse } from "csv-parse/sync"
import { isSiren, isSiret } from "@/lib/collectivites/rules.ts"
import { cleanCell, textProblem } from "@/lib/imports/rules/cells.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { fold } from "@/lib/platform/format.ts"
import type { Cents } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { decodeText } from "@/lib/platform/text-file.ts"
import { type FileRefusal, MAX_BYTES, MAX_ROWS, type ReglementMoyen } from "../types.ts"
import { readAmount, readDay } from "./amount.ts"

/** One payment of the comptable's file. */
export type LigneLue = {
  /** Its number in the spreadsheet: the first line is 1. */
  ligne: number
  recuLe: CalendarDate
  montant: Cents
  payeur: string
  siren: string | null
  reference: string
  libelle: string
  moyen: ReglementMoyen
  /** The same for rows that say the same thing; with `rang`, it makes the row one. */
  cle: string
  /** 1, or more where the file repeats the very same row. */
  rang: number
  /** The first line that says the same thing. */
  premiere: number
}
export type LigneRefusee = { ligne: number; raison: string }
export type ParsedFile = {
  encodage: string
  separateur: string
  ignorees: string[]
  lignes: LigneLue[]
  refusees: LigneRefusee[]
}

const COLUMNS = {
  date: [
    "date",
    "recu_le",
    "date_encaissement",
    "date_d_encaissement",
    "date_operation",
    "date_de_l_operation",
    "date_valeur",
    "date_comptable",
    "date_reglement",
    "date_de_reglement",
    "date_paiement",
    "date_de_paiement",
    "encaisse_le",
  ],
  montant: [
    "montant",
    "montant_encaisse",
    "montant_recu",
    "montant_regle",
    "montant_du_reglement",
    "montant_en_euros",
    "montant_eur",
    "credit",
    "somme",
    "encaissement",
  ],
  payeur: [
    "payeur",
    "debiteur",
    "tiers",
    "nom_du_tiers",
    "nom_du_payeur",
    "nom_du_debiteur",
    "emetteur",
    "donneur_d_ordre",
    "nom",
    "redevable",
  ],
  siren: ["siren", "siret", "siren_du_payeur", "siret_du_payeur", "siret_du_tiers", "identifiant_tiers"],
  reference: [
    "reference",
    "ref",
    "reference_du_titre",
    "titre",
    "numero_de_titre",
    "numero_du_titre",
    "n_titre",
    "no_titre",
    "num_titre",
    "reference_titre",
  ],
  libelle: [
    "libelle",
    "motif",
    "communication",
    "objet",
    "libelle_de_l_operation",
    "libelle_operation",
    "commentaire",
    "detail",
  ],
  moyen: ["moyen", "mode", "moyen_de_paiement", "mode_de_paiement", "mode_de_reglement", "type_operation", "nature"],
} as const
type Champ = keyof typeof COLUMNS
const MAX: Record<Champ, number> = {
  date: 40,
  montant: 40,
  payeur: 200,
  siren: 40,
  reference: 200,
  libelle: 500,
  moyen: 60,
}
const SEPARATORS = [";", "\t", ",", "|"] as const
/** Exports begin with titles and dates of their own. */
const HEADER_WITHIN = 20

/** From the bytes a person chose to payments and refused rows, each with its reason; no database, no trust. */
export function readFile(bytes: Uint8Array, today: CalendarDate): Result<ParsedFile, FileRefusal> {
  if (bytes.length > MAX_BYTES) return refuse("fichier-trop-gros", { taille: sizeWords(bytes.length) })
  const decoded = decodeText(bytes)
  if (!decoded.ok) return refuse(TEXT_REFUSALS[decoded.refusal])
  const { text, encodage } = decoded.value
  const table = readTable(text)
  if (!table.ok) return table
  const { rows, header, columns, separateur } = table.value
  const body = rows.slice(header + 1).map((cells, index) => ({ cells, ligne: header + index + 2 }))
  const written = body.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""))
  if (written.length === 0) return refuse("aucune-ligne")
  if (written.length > MAX_ROWS) return refuse("trop-de-lignes")
  const width = (rows[header] ?? []).findLastIndex((title) => title.trim() !== "") + 1
  const ignorees = (rows[header] ?? []).filter((title, at) => !columns[at] && title.trim() !== "").map(shortTitle)
  return ok({ encodage, separateur, ignorees, ...sortRows(written, columns, width, today) })
}

const TEXT_REFUSALS = {
  vide: "fichier-vide",
  classeur: "fichier-classeur",
  binaire: "fichier-binaire",
  encodage: "encodage-inconnu",
} as const

export const sizeWords = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1).replace(".", ",")} Mo`

type Columns = readonly (Champ | null)[]
type ReadTable = { rows: string[][]; header: number; columns: Columns; separateur: string }

/** The separator is the one that gives a line naming the columns. */
function readTable(text: string): Result<ReadTable, FileRefusal> {
  let broken: Result<never, FileRefusal> | null = null
  for (const separateur of SEPARATORS) {
    const head = tableOf(text, separateur, HEADER_WITHIN)
    if (!head.ok) broken ??= head
    const header = head.ok ? head.value.findIndex((cells) => isHeader(cells.map(champOf))) : -1
    if (!head.ok || header < 0) continue
    const titles = head.value[header] ?? []
    const columns = titles.map(champOf)
    const doubles = titles.filter(
      (_, at) => columns[at] && columns.indexOf(columns[at] ?? null) !== columns.lastIndexOf(columns[at] ?? null),
    )
    if (doubles.length > 0)
      return refuse("colonnes-en-double", { colonnes: doubles.map((one) => `« ${shortTitle(one)} »`).join(", ") })
    const whole = tableOf(text, separateur, MAX_ROWS + HEADER_WITHIN + 1)
    return whole.ok ? ok({ rows: whole.value, header, columns, separateur }) : whole
  }
  return broken ?? refuse("colonnes-absentes")
}

/** Empty lines are kept, so that the numbers said are those of the spreadsheet. */
function tableOf(text: string, delimiter: string, to: number): Result<string[][], FileRefusal> {
  try {
    return ok(parse(text, { delimiter, relaxColumnCount: true, relaxQuotes: true, bom: true, to }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return refuse("guillemets-ouverts", { ligne: String(error.lines ?? 1) })
  }
}

const champOf = (title: string): Champ | null => {
  const key = fold(cleanCell(title))
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "")
  // Object.keys forgets what its keys are; each list of names is compared with any text.
  return (Object.keys(COLUMNS) as Champ[]).find((champ) => (COLUMNS[champ] as readonly string[]).includes(key)) ?? null
}

const isHeader = (columns: Columns): boolean =>
  columns.includes("date") &&
  columns.includes("montant") &&
  (columns.includes("payeur") || columns.includes("reference") || columns.includes("libelle"))

const shortTitle = (title: string) => cleanCell(title).slice(0, 60)

type Written = { cells: readonly string[]; ligne: number }

function sortRows(rows: readonly Written[], columns: Columns, width: number, today: CalendarDate) {
  const seen = new Map<string, { rang: number; premiere: number }>()
  const lignes: LigneLue[] = []
  const refusees: LigneRefusee[] = []
  for (const { cells, ligne } of rows) {
    const read = readRow(cells, columns, width, today)
    if ("raison" in read) {
      refusees.push({ ligne, raison: read.raison })
      continue
    }
    const cle = JSON.stringify([
      read.recuLe,
      String(read.montant),
      ...[read.payeur, read.siren ?? "", read.reference, read.libelle].map(fold),
      read.moyen,
    ])
    const known = seen.get(cle)
    const place = { rang: (known?.rang ?? 0) + 1, premiere: known?.premiere ?? ligne }
    seen.set(cle, place)
    lignes.push({ ligne, ...read, cle, ...place })
  }
  return { lignes, refusees }
}

type Facts = Omit<LigneLue, "ligne" | "cle" | "rang" | "premiere">

function readRow(
  cells: readonly string[],
  columns: Columns,
  width: number,
  today: CalendarDate,
): Facts | { raison: string } {
  const extra = cells.slice(width).some((cell) => cell.trim() !== "")
  if (extra || cells.length < width) return { raison: `Cette ligne a ${cells.length} cellules au lieu de ${width}.` }
  const of = (champ: Champ): string => cleanCell(cells[columns.indexOf(champ)] ?? "")
  for (const champ of columns) {
    const problem = champ && textProblem(of(champ), MAX[champ])
    if (problem) return { raison: `La colonne « ${champ} » ${problem}.` }
  }
  const recuLe = readDay(of("date"))
  if (!recuLe) return { raison: of("date") ? `« ${of("date")} » n'est pas une date (JJ/MM/AAAA).` : "La date manque." }
  if (recuLe > today) return { raison: "La date est à venir : un paiement reçu a une date passée." }
  if (recuLe < "2000-01-01") return { raison: "La date est trop ancienne." }
  const amount = readAmount(of("montant"))
  if ("probleme" in amount) return { raison: amount.probleme }
  const [payeur, reference, libelle] = [of("payeur"), of("reference"), of("libelle")]
  if (!payeur && !reference && !libelle)
    return { raison: "Ni payeur, ni référence, ni libellé : ce paiement ne dit pas de qui il vient." }
  const siren = readSiren(of("siren"))
  if (siren === undefined) return { raison: `« ${of("siren")} » n'est ni un SIREN ni un SIRET.` }
  return {
    recuLe,
    montant: amount.cents,
    payeur,
    siren,
    reference,
    libelle,
    moyen: moyenOf(`${of("moyen")} ${libelle}`),
  }
}

/** Undefined for what is typed there and is neither. */
function readSiren(text: string): string | null | undefined {
  const digits = text.replace(/[\s.]/g, "")
  if (digits === "") return null
  if (isSiren(digits)) return digits
  return isSiret(digits) ? digits.slice(0, 9) : undefined
}

function moyenOf(text: string): ReglementMoyen {
  const said = fold(text)
  if (/payfip|tipi|carte|\bcb\b/.test(said)) return "payfip"
  if (/virement|\bvir\b|\bsct\b/.test(said)) return "virement"
  if (/prelevement|\bprlv\b|\bsdd\b/.test(said)) return "prelevement"
  return /cheque|\bchq\b/.test(said) ? "cheque" : said.trim() === "" ? "virement" : "autre"
}
