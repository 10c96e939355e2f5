import { createHash } from "node:crypto"
import { parse } from "csv-parse/sync"
import { readSheet } from "read-excel-file/node"
import { ok, type Result, refuse } from "./result.ts"
import { decodeText } from "./text-file.ts"

const MAX_BYTES = 2 * 1024 * 1024
/** What a workbook may weigh once opened: a small file can hide a very large one. */
const MAX_UNPACKED = 60 * 1024 * 1024
const MAX_ROWS = 1000
const MAX_COLUMNS = 60

export const SHEET_REFUSALS = {
  "fichier-trop-gros": "Ce fichier est trop gros : 2 Mo au plus. Rien n'a été enregistré.",
  "fichier-illisible": "Ce fichier n'est ni un classeur XLSX ni un CSV lisible. Rien n'a été enregistré.",
  "fichier-vide": "Ce fichier n'a aucune ligne sous ses titres.",
  "trop-de-lignes": "Ce fichier a plus de 1 000 lignes : gardez celles de votre commune.",
} as const
export type SheetRefusal = keyof typeof SHEET_REFUSALS
/** Each is about the file: the sentence stands beside it. */
export const SHEET_REFUSAL_FIELDS: Readonly<Record<SheetRefusal, string>> = {
  "fichier-trop-gros": "fichier",
  "fichier-illisible": "fichier",
  "fichier-vide": "fichier",
  "trop-de-lignes": "fichier",
}

/** `ligne` is the line of the file, the first being 1. */
export type SheetRow = { ligne: number; cellules: readonly string[] }
export type Sheet = { entetes: string[]; lignes: SheetRow[] }

export type ReceivedSheet = Sheet & { fichierNom: string; empreinte: string }

/** A file handed in by a form: as read, under a name that can be shown, with its print. */
export async function receiveSheet(
  file: File,
  headerOf: (rows: readonly (readonly string[])[]) => number,
): Promise<Result<ReceivedSheet, SheetRefusal>> {
  const bytes = Buffer.from(await file.arrayBuffer())
  const sheet = await readSheetFile(bytes, headerOf)
  if (!sheet.ok) return sheet
  const fichierNom = file.name.replace(/[<>\p{Cc}]/gu, "").slice(0, 120) || "fichier"
  return ok({ ...sheet.value, fichierNom, empreinte: createHash("sha256").update(bytes).digest("hex") })
}

/** A CSV or an XLSX, as people keep them: its titles, found by `headerOf`, and rows of text; no judgement yet. */
export async function readSheetFile(
  bytes: Buffer,
  headerOf: (rows: readonly (readonly string[])[]) => number,
): Promise<Result<Sheet, SheetRefusal>> {
  if (bytes.length > MAX_BYTES) return refuse("fichier-trop-gros")
  const table = bytes.subarray(0, 2).toString("latin1") === "PK" ? await workbook(bytes) : text(bytes)
  if (!table) return refuse("fichier-illisible")
  if (table.length > MAX_ROWS + 20) return refuse("trop-de-lignes")
  const at = headerOf(table)
  const entetes = (table[at] ?? []).slice(0, MAX_COLUMNS)
  const lignes = table
    .slice(at + 1)
    .map((cellules, index) => ({ ligne: at + 2 + index, cellules: cellules.slice(0, MAX_COLUMNS) }))
    .filter(({ cellules }) => cellules.some((cell) => cell !== ""))
  return lignes.length === 0 ? refuse("fichier-vide") : ok({ entetes, lignes })
}

async function workbook(bytes: Buffer): Promise<string[][] | null> {
  if (unpackedSize(bytes) > MAX_UNPACKED) return null
  try {
    const rows = await readSheet(bytes)
    return rows.map((row) =>
      row.map((cell) => clean(cell instanceof Date ? cell.toISOString().slice(0, 10) : shown(cell))),
    )
  } catch {
    // The library throws on anything that is not a workbook, each time in its own words.
    return null
  }
}

/** A number as a spreadsheet shows it: fifteen digits, so that a sum of cells is not 0.30000000000000004. */
const shown = (cell: unknown): string =>
  typeof cell === "number" ? String(Number(cell.toPrecision(15))) : String(cell ?? "")

/** As the central directory of the archive declares it. */
function unpackedSize(bytes: Buffer): number {
  let total = 0
  for (let at = bytes.indexOf("PK\u0001\u0002", 0, "latin1"); at >= 0 && at + 28 <= bytes.length; ) {
    total += bytes.readUInt32LE(at + 24)
    at = bytes.indexOf("PK\u0001\u0002", at + 4, "latin1")
  }
  return total
}

function text(bytes: Buffer): string[][] | null {
  const decoded = decodeText(bytes)
  if (!decoded.ok) return decoded.refusal === "vide" ? [] : null
  const written = decoded.value.text
  const [first = ""] = written.split("\n")
  const delimiter = first.includes(";") ? ";" : first.includes("\t") ? "\t" : first.includes(",") ? "," : ";"
  try {
    const rows: string[][] = parse(written, {
      delimiter,
      bom: true,
      relaxColumnCount: true,
      relaxQuotes: true,
      to: MAX_ROWS + 30,
    })
    return rows.map((row) => row.map(clean))
  } catch {
    return null
  }
}

const clean = (cell: string): string =>
  cell
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}]/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 200)
